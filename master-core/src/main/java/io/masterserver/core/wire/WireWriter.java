package io.masterserver.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * Writes values one behind another into a buffer that grows.
 *
 * <p>All integers are big-endian. Meant to be kept and used again: {@link #clear()} keeps the
 * buffer. Threads: one.
 */
public final class WireWriter {

  private static final int INITIAL_BYTES = 256;

  private ByteBuffer out;

  public WireWriter() {
    this(INITIAL_BYTES);
  }

  /**
   * @param capacity bytes to reserve at first, 1 or more
   */
  public WireWriter(int capacity) {
    out = ByteBuffer.allocate(capacity);
  }

  /** How many bytes were written since the last {@link #clear()}. */
  public int size() {
    return out.position();
  }

  /** Forgets what was written. */
  public void clear() {
    out.clear();
  }

  /** Forgets what was written behind the first {@code size} bytes. */
  public void truncate(int size) {
    if (size > size()) {
      throw new IllegalArgumentException("truncate to %d of %d bytes".formatted(size, size()));
    }
    out.position(size);
  }

  /** Returns a copy of what was written. */
  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  /** Returns a copy of what was written, owned by the caller. */
  public byte[] toArray() {
    return toArray(0);
  }

  /** Returns a copy of what was written behind the first {@code start} bytes. */
  public byte[] toArray(int start) {
    return Arrays.copyOfRange(out.array(), start, out.position());
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** Writes the low 8 bits of {@code value}. */
  public void writeByte(int value) {
    room(1).put((byte) value);
  }

  /** Writes the low 16 bits of {@code value}. */
  public void writeShort(int value) {
    room(2).putShort((short) value);
  }

  public void writeInt(int value) {
    room(4).putInt(value);
  }

  public void writeLong(long value) {
    room(8).putLong(value);
  }

  public void writeFloat(float value) {
    room(4).putFloat(value);
  }

  public void writeDouble(double value) {
    room(8).putDouble(value);
  }

  /**
   * Writes the byte count of {@code value} as a signed 16-bit integer, then its UTF-8.
   *
   * @throws IllegalArgumentException if that is more than 32767 bytes
   */
  public void writeString(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    if (utf8.length > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "string length: %d bytes of UTF-8 (expected: 0..32767)".formatted(utf8.length));
    }
    room(2 + utf8.length).putShort((short) utf8.length).put(utf8);
  }

  /** Writes {@code value} as bare UTF-8, without a length. */
  public void writeUtf8(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    room(utf8.length).put(utf8);
  }

  /** Writes the bytes alone, without a length. */
  public void writeBytes(Bytes value) {
    value.copyTo(room(value.length()));
  }

  /** Writes 16 bytes in .NET order: the first three groups little-endian. */
  public void writeGuid(UUID value) {
    long high = value.getMostSignificantBits();
    room(16)
        .putInt(Integer.reverseBytes((int) (high >>> 32)))
        .putShort(Short.reverseBytes((short) (high >>> 16)))
        .putShort(Short.reverseBytes((short) high))
        .putLong(value.getLeastSignificantBits());
  }

  /** Reserves a 32-bit integer and returns where it stands, for {@link #patchInt}. */
  public int reserveInt() {
    int position = out.position();
    writeInt(0);
    return position;
  }

  /** Overwrites the 32-bit integer at {@code position}. */
  public void patchInt(int position, int value) {
    out.putInt(position, value);
  }

  private ByteBuffer room(int bytes) {
    if (bytes > out.remaining()) {
      int needed = Math.addExact(out.position(), bytes);
      int doubled = (int) Math.min(2L * out.capacity(), Integer.MAX_VALUE - 8);
      ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, doubled));
      out = larger.put(out.flip());
    }
    return out;
  }
}
