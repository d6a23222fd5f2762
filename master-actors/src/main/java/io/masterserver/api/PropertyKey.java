package io.masterserver.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under which code a value is kept on a peer, and of which type it is. A constant.
 *
 * @param <T> the type of the values, immutable
 */
public final class PropertyKey<T> {

  private static final int MAX_CODE = 0xffff;

  private final int code;
  private final String name;
  private final Class<T> type;
  private final @Nullable T defaultValue;

  private PropertyKey(int code, String name, Class<T> type, @Nullable T defaultValue) {
    if (code < 0 || code > MAX_CODE) {
      throw new IllegalArgumentException(
          "code of property '%s': %d (expected: 0..%d)".formatted(name, code, MAX_CODE));
    }
    this.code = code;
    this.name = name;
    this.type = type;
    this.defaultValue = defaultValue;
  }

  /**
   * @param code 0 to 31999 for games, 32000 to 65535 for the framework
   */
  public static <T> PropertyKey<T> of(int code, String name, Class<T> type) {
    return new PropertyKey<>(code, name, type, null);
  }

  /** Returns this key with a value for peers that have none. */
  public PropertyKey<T> withDefault(T value) {
    return new PropertyKey<>(code, name, type, value);
  }

  public int code() {
    return code;
  }

  public String name() {
    return name;
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
