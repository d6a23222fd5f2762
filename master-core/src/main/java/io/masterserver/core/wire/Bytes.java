package io.masterserver.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable sequence of bytes, compared by content.
 *
 * <p>May be a view of a larger array: {@link #compact()} gives one that keeps nothing else alive.
 *
 * <p>Threads: any.
 */
public final class Bytes {

  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** Returns a copy of {@code source}. */
  public static Bytes copyOf(byte[] source) {
    return source.length == 0 ? EMPTY : new Bytes(source.clone(), 0, source.length);
  }

  /**
   * Returns {@code length} bytes of {@code array} without copying: nobody may change them any more.
   */
  public static Bytes wrap(byte[] array, int offset, int length) {
    if ((offset | length) < 0 || length > array.length - offset) {
      throw new IndexOutOfBoundsException(
          "bytes %d + %d of an array of %d".formatted(offset, length, array.length));
    }
    return length == 0 ? EMPTY : new Bytes(array, offset, length);
  }

  /** Returns all of {@code array} without copying: nobody may change it any more. */
  public static Bytes wrap(byte[] array) {
    return wrap(array, 0, array.length);
  }

  /** Returns the UTF-8 bytes of {@code text}. */
  public static Bytes ofUtf8(String text) {
    return wrap(text.getBytes(UTF_8));
  }

  /** Returns the bytes that {@code digits}, an even number of hexadecimal digits, stand for. */
  public static Bytes ofHex(String digits) {
    return wrap(HexFormat.of().parseHex(digits));
  }

  /** How many bytes, 0 or more. */
  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** Returns the byte at {@code index}, 0 to {@code length() - 1}. */
  public byte at(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("byte %d of %d".formatted(index, length));
    }
    return array[offset + index];
  }

  /** Returns a new array that the caller owns. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** Returns a read-only buffer over these bytes, position 0, big-endian. */
  public ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
  }

  /** Returns these bytes read as UTF-8; malformed input becomes U+FFFD. */
  public String utf8() {
    return new String(array, offset, length, UTF_8);
  }

  /** Returns the same bytes in an array of their own size. */
  public Bytes compact() {
    return length == array.length ? this : wrap(toArray());
  }

  /**
   * Package-private: without the copy of {@link #toByteBuffer()}'s read-only view, for the reader.
   */
  ByteBuffer backingBuffer() {
    return ByteBuffer.wrap(array, offset, length);
  }

  void copyTo(ByteBuffer target) {
    target.put(array, offset, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** Says how many bytes, never which: payloads may be secret. */
  @Override
  public String toString() {
    return "Bytes[" + length + "]";
  }
}
