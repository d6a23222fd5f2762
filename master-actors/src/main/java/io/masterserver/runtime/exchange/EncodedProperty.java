package io.masterserver.runtime.exchange;

import io.masterserver.api.PropertyKey;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;

/**
 * A property as it leaves its node: the code, and the value as its key's codec writes it. Who reads
 * it decodes it with a key of its own, so a node may keep properties of which it has no key.
 *
 * @param name of the key that wrote it, for people
 * @param durable whether it is kept with the session of its peer
 */
public record EncodedProperty(int code, String name, boolean durable, Bytes value) {

  /** Largest value, in bytes: several of them must fit into one message between nodes. */
  public static final int MAX_BYTES = 64 * 1024;

  public static final Codec<EncodedProperty> CODEC =
      Codec.record(
          Codec.INT,
          EncodedProperty::code,
          Codec.STRING,
          EncodedProperty::name,
          Codec.BOOLEAN,
          EncodedProperty::durable,
          Codec.BYTES,
          EncodedProperty::value,
          EncodedProperty::new);

  public EncodedProperty {
    if (value.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "property '%s' (code %d): %d bytes (expected: at most %d; keep what is large elsewhere)"
              .formatted(name, code, value.length(), MAX_BYTES));
    }
  }

  /**
   * Encodes {@code value}.
   *
   * @throws IllegalArgumentException if the key has no codec, or if that cannot write the value
   */
  public static EncodedProperty of(PropertyKey<?> key, Object value) {
    return value instanceof EncodedValue encoded
        ? encoded.property()
        : new EncodedProperty(key.code(), key.name(), key.isDurable(), encoded(key, value));
  }

  private static <T> Bytes encoded(PropertyKey<T> key, Object value) {
    Codec<T> codec = key.codec().orElseThrow(() -> new IllegalArgumentException(noCodec(key)));
    try {
      return codec.encode(key.valueOf(value).orElseThrow());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "%s: its codec does not write the value: %s".formatted(key, e.getMessage()), e);
    }
  }

  /** Says why a key without codec is of no use here, and what to do. */
  public static String noCodec(PropertyKey<?> key) {
    return ("%s has no codec, so only the node of its peer can use it (give it one: "
            + "PropertyKey.of(%d, \"%s\", %s.class, codec))")
        .formatted(key, key.code(), key.name(), key.type().getSimpleName());
  }

  /** The key under which the value is kept until somebody who knows its type writes another. */
  PropertyKey<EncodedValue> key() {
    return PropertyKey.of(code, name, EncodedValue.class);
  }

  /** Says nothing of the value, which may be secret. */
  @Override
  public String toString() {
    return "property '%s' (code %d, %d bytes)".formatted(name, code, value.length());
  }
}
