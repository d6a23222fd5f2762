package io.masterserver.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Reads values from the bytes of one packet, front to back.
 *
 * <p>Every length and count is held against what is left before anything is allocated for it, so a
 * packet can make the reader allocate only in proportion to its own size.
 *
 * <p>All integers are big-endian. Every method throws {@link MalformedPacket} when the bytes end
 * too early. Threads: one.
 */
public final class WireReader {

  /** How deep values may nest before a packet is refused. */
  public static final int MAX_DEPTH = 32;

  /** Bytes of U+FFFD, which stands for one malformed byte. */
  private static final int MAX_GROWTH = 3;

  private final ByteBuffer in;
  private int depth;

  private WireReader(ByteBuffer in) {
    this.in = in;
  }

  public static WireReader of(Bytes bytes) {
    return new WireReader(bytes.backingBuffer());
  }

  /**
   * Reads from {@code buffer}'s position to its limit; moves the position, leaves it big-endian.
   */
  public static WireReader of(ByteBuffer buffer) {
    return new WireReader(buffer.order(ByteOrder.BIG_ENDIAN));
  }

  /** How many bytes are left. */
  public int remaining() {
    return in.remaining();
  }

  public boolean readBoolean() {
    return readByte() != 0;
  }

  public byte readByte() {
    need(1);
    return in.get();
  }

  public short readShort() {
    need(2);
    return in.getShort();
  }

  public int readInt() {
    need(4);
    return in.getInt();
  }

  public long readLong() {
    need(8);
    return in.getLong();
  }

  public float readFloat() {
    need(4);
    return in.getFloat();
  }

  public double readDouble() {
    need(8);
    return in.getDouble();
  }

  /**
   * Reads a signed 16-bit byte count and that many bytes of UTF-8. A string that is read can be
   * written: so malformed input is refused where U+FFFD, of three bytes, would make it too long.
   */
  public String readString() {
    int length = readShort();
    if (length < 0) {
      throw new MalformedPacket("string length: %d bytes (expected: 0..32767)".formatted(length));
    }
    String value = readUtf8(length);
    if (length > Short.MAX_VALUE / MAX_GROWTH) {
      int written = value.getBytes(UTF_8).length;
      if (written > Short.MAX_VALUE) {
        throw new MalformedPacket(
            "string length: %d bytes with U+FFFD for what is no UTF-8 (expected: 0..32767)"
                .formatted(written));
      }
    }
    return value;
  }

  /** Reads {@code length} bytes as UTF-8; malformed input becomes U+FFFD. */
  public String readUtf8(int length) {
    need(length);
    if (in.hasArray()) {
      int start = in.arrayOffset() + in.position();
      in.position(in.position() + length);
      return new String(in.array(), start, length, UTF_8);
    }
    return readBytes(length).utf8();
  }

  /** Reads a signed 32-bit byte count; the caller then reads that many bytes. */
  public int readLength() {
    int length = readInt();
    if (length < 0 || length > in.remaining()) {
      throw new MalformedPacket(
          "length: %d bytes (expected: 0..%d, what is left)".formatted(length, in.remaining()));
    }
    return length;
  }

  /** Reads a signed 32-bit count of elements, each at least one byte long. */
  public int readCount() {
    int count = readInt();
    if (count < 0 || count > in.remaining()) {
      throw new MalformedPacket(
          "count: %d elements (expected: 0..%d, what is left in bytes)"
              .formatted(count, in.remaining()));
    }
    return count;
  }

  /** Reads {@code length} bytes into an array of their own. */
  public Bytes readBytes(int length) {
    need(length);
    byte[] copy = new byte[length];
    in.get(copy);
    return Bytes.wrap(copy);
  }

  /** Reads 16 bytes in .NET order: the first three groups little-endian. */
  public UUID readGuid() {
    need(16);
    long a = Integer.toUnsignedLong(Integer.reverseBytes(in.getInt()));
    long b = Short.toUnsignedLong(Short.reverseBytes(in.getShort()));
    long c = Short.toUnsignedLong(Short.reverseBytes(in.getShort()));
    return new UUID(a << 32 | b << 16 | c, in.getLong());
  }

  /** Reads a value that is confined to the next {@code length} bytes; moves past all of them. */
  <T> T readWithin(int length, Codec<T> codec) {
    need(length);
    int end = in.position() + length;
    int limit = in.limit();
    in.limit(end);
    try {
      return readNested(codec);
    } finally {
      in.limit(limit);
      in.position(end);
    }
  }

  /** Reads a value that is part of another one. */
  <T> T readNested(Codec<T> codec) {
    if (++depth > MAX_DEPTH) {
      throw new MalformedPacket("values nest deeper than " + MAX_DEPTH);
    }
    try {
      return codec.read(this);
    } finally {
      depth--;
    }
  }

  private void need(int bytes) {
    if (bytes < 0) {
      throw new MalformedPacket(
          "length: %d bytes (expected: 0..%d, what is left)".formatted(bytes, in.remaining()));
    }
    if (bytes > in.remaining()) {
      throw new MalformedPacket(
          "packet ends too early: %d bytes left (expected: %d more)"
              .formatted(in.remaining(), bytes));
    }
  }
}
