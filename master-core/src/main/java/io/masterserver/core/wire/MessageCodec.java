package io.masterserver.core.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Messages as bytes, alone or as frames.
 *
 * <p>Layout of a message, all big-endian: {@code flags:int8, opcode:uint16, length:int32, data},
 * then {@code requestId:int32} if flag bit 0 is set, then {@code responseId:int32, status:int8} if
 * flag bit 1 is set. Flag bit 2: the message may be lost. A frame is a message preceded by its
 * length as an unsigned 32-bit integer.
 *
 * <p>The methods that take a packet write it straight into its frame, without a buffer of its own.
 * If its codec throws, nothing of the frame is left in the writer.
 *
 * @see <a href="../../../../../../../../docs/protocol.md">docs/protocol.md</a>
 */
public final class MessageCodec {

  /** Bytes of a message without data and ids: the shortest one. */
  public static final int MIN_BYTES = 7;

  /** Most bytes that a message has besides its data. */
  public static final int MAX_OVERHEAD_BYTES = MIN_BYTES + 4 + 5;

  private static final int EXPECTS_RESPONSE = 1;
  private static final int IS_RESPONSE = 2;
  private static final int UNRELIABLE = 4;
  private static final int KNOWN_FLAGS = EXPECTS_RESPONSE | IS_RESPONSE | UNRELIABLE;

  private static final VarHandle INT = bigEndian(int[].class);
  private static final VarHandle SHORT = bigEndian(short[].class);

  private MessageCodec() {}

  private static VarHandle bigEndian(Class<?> arrayOfNumbers) {
    return MethodHandles.byteArrayViewVarHandle(arrayOfNumbers, ByteOrder.BIG_ENDIAN);
  }

  /**
   * Reads one message; its data is a view of {@code bytes}. Bytes behind it are ignored.
   *
   * @throws MalformedMessage if the bytes are not a message
   */
  public static Message read(byte[] bytes, int offset, int length) {
    if (length < MIN_BYTES) {
      throw new MalformedMessage(
          "message: %d bytes (expected: %d or more)".formatted(length, MIN_BYTES));
    }
    int flags = bytes[offset];
    if ((flags & ~KNOWN_FLAGS) != 0) {
      throw new MalformedMessage("flags: 0x%02x (expected: 0x00..0x07)".formatted(flags & 0xff));
    }
    boolean expectsResponse = (flags & EXPECTS_RESPONSE) != 0;
    boolean isResponse = (flags & IS_RESPONSE) != 0;
    int opcode = Short.toUnsignedInt((short) SHORT.get(bytes, offset + 1));
    int dataLength = intAt(bytes, offset + 3);
    int left = length - MIN_BYTES - (expectsResponse ? 4 : 0) - (isResponse ? 5 : 0);
    if (left < 0) {
      throw new MalformedMessage(
          "message of opcode %d: %d bytes (expected: %d or more, its flags 0x%02x promise ids)"
              .formatted(opcode, length, length - left, flags));
    }
    if (dataLength < 0 || dataLength > left) {
      throw new MalformedMessage(
          "data length of opcode %d: %d bytes (expected: 0..%d, what its frame holds)"
              .formatted(opcode, dataLength, left));
    }
    int dataAt = offset + MIN_BYTES;
    int at = dataAt + dataLength;
    int requestId = 0;
    if (expectsResponse) {
      requestId = intAt(bytes, at);
      at += 4;
    }
    return new Message(
        opcode,
        Bytes.wrap(bytes, dataAt, dataLength),
        expectsResponse,
        requestId,
        isResponse,
        isResponse ? intAt(bytes, at) : 0,
        isResponse ? Status.of(bytes[at + 4]) : Status.DEFAULT,
        (flags & UNRELIABLE) != 0);
  }

  /** Reads one message; its data is a view of {@code bytes}. */
  public static Message read(Bytes bytes) {
    byte[] copy = bytes.toArray();
    return read(copy, 0, copy.length);
  }

  /** Writes {@code message} without a frame around it. */
  public static void write(Message message, WireWriter out) {
    int flags =
        (message.expectsResponse() ? EXPECTS_RESPONSE : 0)
            | (message.isResponse() ? IS_RESPONSE : 0)
            | (message.unreliable() ? UNRELIABLE : 0);
    out.writeByte(flags);
    out.writeShort(message.opcode());
    out.writeInt(message.data().length());
    out.writeBytes(message.data());
    if (message.expectsResponse()) {
      out.writeInt(message.requestId());
    }
    if (message.isResponse()) {
      out.writeInt(message.responseId());
      out.writeByte(message.status().code());
    }
  }

  /** Writes {@code message} as a frame. */
  public static void writeFrame(Message message, WireWriter out) {
    int start = out.reserveInt();
    write(message, out);
    endFrame(out, start);
  }

  /** Writes a notification as a frame. */
  public static <T> void writeNotification(int opcode, Codec<T> codec, T packet, WireWriter out) {
    int start = begin(0, opcode, codec, packet, out);
    endFrame(out, start);
  }

  /** Writes a request as a frame. */
  public static <T> void writeRequest(
      int opcode, int requestId, Codec<T> codec, T packet, WireWriter out) {
    int start = begin(EXPECTS_RESPONSE, opcode, codec, packet, out);
    out.writeInt(requestId);
    endFrame(out, start);
  }

  /** Writes a response as a frame. */
  public static <T> void writeResponse(
      int opcode, int responseId, Status status, Codec<T> codec, T packet, WireWriter out) {
    int start = begin(IS_RESPONSE, opcode, codec, packet, out);
    out.writeInt(responseId);
    out.writeByte(status.code());
    endFrame(out, start);
  }

  /** Sets the flag in {@code frame} that says that its message may be lost. */
  public static void markUnreliable(byte[] frame) {
    frame[Integer.BYTES] |= UNRELIABLE;
  }

  private static <T> int begin(int flags, int opcode, Codec<T> codec, T packet, WireWriter out) {
    int start = out.reserveInt();
    boolean whole = false;
    try {
      out.writeByte(flags);
      out.writeShort(opcode);
      int length = out.reserveInt();
      codec.write(packet, out);
      out.patchInt(length, out.size() - length - Integer.BYTES);
      whole = true;
    } finally {
      if (!whole) {
        out.truncate(start);
      }
    }
    return start;
  }

  private static void endFrame(WireWriter out, int start) {
    out.patchInt(start, out.size() - start - Integer.BYTES);
  }

  static int intAt(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }
}
