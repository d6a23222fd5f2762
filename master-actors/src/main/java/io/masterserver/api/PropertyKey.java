package io.masterserver.api;

import io.masterserver.core.wire.Codec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under which code a value is kept on a peer, and of which type it is. A constant.
 *
 * <p>With a codec, the value can be read and written from other nodes, and goes along when its peer
 * moves to another node. Without one it stays where it is, and is lost then. Peers do not move yet:
 * see docs/status.md.
 *
 * @param <T> the type of the values, immutable
 */
public final class PropertyKey<T> {

  private static final int MAX_CODE = 0xffff;

  private final int code;
  private final String name;
  private final Class<T> type;
  private final @Nullable Codec<T> codec;
  private final @Nullable T defaultValue;
  private final boolean durable;

  private PropertyKey(
      int code,
      String name,
      Class<T> type,
      @Nullable Codec<T> codec,
      @Nullable T defaultValue,
      boolean durable) {
    if (code < 0 || code > MAX_CODE) {
      throw new IllegalArgumentException(
          "code of property '%s': %d (expected: 0..%d)".formatted(name, code, MAX_CODE));
    }
    this.code = code;
    this.name = name;
    this.type = type;
    this.codec = codec;
    this.defaultValue = defaultValue;
    this.durable = durable;
  }

  /**
   * Returns a key of values that stay on the node of their peer.
   *
   * @param code 0 to 31999 for games, 32000 to 65535 for the framework
   */
  public static <T> PropertyKey<T> of(int code, String name, Class<T> type) {
    return new PropertyKey<>(code, name, type, null, null, false);
  }

  /**
   * Returns a key of values that travel between nodes.
   *
   * @param code 0 to 31999 for games, 32000 to 65535 for the framework
   * @param codec how values travel; what it has written must be readable by later versions of it
   */
  public static <T> PropertyKey<T> of(int code, String name, Class<T> type, Codec<T> codec) {
    return new PropertyKey<>(code, name, type, codec, null, false);
  }

  /** Returns this key with a value for peers that have none. */
  public PropertyKey<T> withDefault(T value) {
    return new PropertyKey<>(code, name, type, codec, value, durable);
  }

  /**
   * Returns this key with values that are kept with the session of their peer, and so outlive the
   * node if the server saves sessions. They are saved before the client is told anything more.
   *
   * @throws IllegalStateException if it has no codec
   */
  public PropertyKey<T> durable() {
    if (codec == null) {
      throw new IllegalStateException(
          "%s is durable without a codec (give it one: PropertyKey.of(%d, \"%s\", %s.class, codec))"
              .formatted(this, code, name, type.getSimpleName()));
    }
    return new PropertyKey<>(code, name, type, codec, defaultValue, true);
  }

  public int code() {
    return code;
  }

  public String name() {
    return name;
  }

  public Class<T> type() {
    return type;
  }

  /** How values travel between nodes; without one they do not. */
  public Optional<Codec<T>> codec() {
    return Optional.ofNullable(codec);
  }

  /** Whether values are kept with the session of their peer, which is what peers do not do yet. */
  public boolean isDurable() {
    return durable;
  }

  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /**
   * Returns {@code stored} as a value of this key.
   *
   * @throws ClassCastException if another key with the same code has stored something else
   */
  public Optional<T> valueOf(@Nullable Object stored) {
    if (stored == null) {
      return defaultValue();
    }
    if (!type.isInstance(stored)) {
      throw new ClassCastException(
          "property '%s' (code %d) holds a %s (expected: %s; do two keys share the code?)"
              .formatted(name, code, stored.getClass().getName(), type.getName()));
    }
    return Optional.of(type.cast(stored));
  }

  @Override
  public String toString() {
    return "property '%s' (code %d)".formatted(name, code);
  }
}
