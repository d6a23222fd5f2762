package io.masterserver.runtime.exchange;

import io.masterserver.api.PropertyKey;
import io.masterserver.core.wire.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A value that came from another node, and that nobody has read yet; decoded with the key of its
 * reader. Threads: any.
 */
final class EncodedValue {

  /** What a key has made of the bytes. */
  private record Decoded(PropertyKey<?> key, Object value) {}

  private final EncodedProperty property;

  /** By the last reader; most properties are read with one key only. */
  private volatile @Nullable Decoded decoded;

  EncodedValue(EncodedProperty property) {
    this.property = property;
  }

  EncodedProperty property() {
    return property;
  }

  /**
   * Returns the value.
   *
   * @throws IllegalStateException if the key has no codec, or its codec does not read the bytes
   */
  Object decodedBy(PropertyKey<?> key) {
    Decoded earlier = decoded;
    if (earlier != null && earlier.key() == key) {
      return earlier.value();
    }
    Codec<?> codec =
        key.codec().orElseThrow(() -> new IllegalStateException(EncodedProperty.noCodec(key)));
    try {
      Object value = codec.decode(property.value());
      decoded = new Decoded(key, value);
      return value;
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "%s: its codec does not read the %d bytes that came from another node: %s (do two keys share the code, or do the nodes run versions that do not fit?)"
              .formatted(key, property.value().length(), e.getMessage()),
          e);
    }
  }

  @Override
  public String toString() {
    return property.toString();
  }
}
