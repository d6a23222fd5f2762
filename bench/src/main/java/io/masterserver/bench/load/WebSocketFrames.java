package io.masterserver.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/**
 * Each message alone in a binary frame, as RFC 6455 lays it out; requests are masked.
 *
 * <p>A connection has one mask for all its frames: the server has the same work with it as with
 * many, and the load has most of its own done beforehand.
 */
final class WebSocketFrames implements Frames {

  static final int BINARY = 2;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int HEAD_BYTES = 2;
  private static final int MASK_BYTES = 4;

  /** Longest message whose length is in the head itself. */
  private static final int SHORT_MESSAGE = 125;

  private final int connection;
  private final boolean sentBack;
  private final byte[] start;
  private final long bodyMask;
  private final int answerBytes;
  private final int answerHead;

  /**
   * @param connection the number of the connection, part of every payload
   * @param mask any four bytes
   * @param sentBack whether the right answer is the request itself; if not, it is a response
   */
  WebSocketFrames(int connection, int mask, boolean sentBack) {
    this.connection = connection;
    this.sentBack = sentBack;
    start = startOfRequests(mask);
    bodyMask = bodyMask(mask);
    int message = sentBack ? EchoMessage.REQUEST_BYTES : EchoMessage.ANSWER_BYTES;
    answerBytes = HEAD_BYTES + message;
    answerHead = (FINAL | BINARY) << Byte.SIZE | message;
  }

  /** The frame of a whole message as a client sends it; 125 bytes at most. */
  static byte[] masked(int type, int mask, byte[] message) {
    if (message.length > SHORT_MESSAGE) {
      throw new IllegalArgumentException(
          "message: %d bytes (expected: 0..%d)".formatted(message.length, SHORT_MESSAGE));
    }
    ByteBuf frame = Unpooled.buffer(HEAD_BYTES + MASK_BYTES + message.length);
    frame.writeByte(FINAL | type).writeByte(MASKED | message.length).writeInt(mask);
    for (int i = 0; i < message.length; i++) {
      frame.writeByte(message[i] ^ (mask >> (Byte.SIZE * (MASK_BYTES - 1 - i % MASK_BYTES))));
    }
    return ByteBufUtil.getBytes(frame);
  }

  /** All that is the same in every request: head, mask, and the header of the message. */
  private static byte[] startOfRequests(int mask) {
    ByteBuf message = Unpooled.buffer(EchoMessage.REQUEST_BYTES);
    EchoMessage.writeHeader(message);
    message.writeZero(EchoMessage.REQUEST_BYTES - EchoMessage.HEADER_BYTES);
    byte[] frame = masked(BINARY, mask, ByteBufUtil.getBytes(message));
    return Arrays.copyOf(frame, HEAD_BYTES + MASK_BYTES + EchoMessage.HEADER_BYTES);
  }

  /** The mask twice, from the byte of it on that meets the first one behind the header. */
  private static long bodyMask(int mask) {
    long half = Integer.rotateLeft(mask, Byte.SIZE * (EchoMessage.HEADER_BYTES % MASK_BYTES));
    return (half << Integer.SIZE) | (half & 0xffff_ffffL);
  }

  @Override
  public int requestBytes() {
    return HEAD_BYTES + MASK_BYTES + EchoMessage.REQUEST_BYTES;
  }

  @Override
  public void writeRequest(ByteBuf out, int id) {
    out.writeBytes(start);
    EchoMessage.writeBody(out, connection, id, bodyMask);
  }

  @Override
  public boolean isWhole(ByteBuf in, int id) {
    int readable = in.readableBytes();
    if (readable >= HEAD_BYTES && in.getUnsignedShort(in.readerIndex()) != answerHead) {
      throw wrong(in, id);
    }
    return readable >= answerBytes;
  }

  @Override
  public void readAnswer(ByteBuf in, int id) {
    int at = in.readerIndex() + HEAD_BYTES;
    boolean right =
        sentBack
            ? EchoMessage.isRequest(in, at, connection, id)
            : EchoMessage.isAnswer(in, at, connection, id);
    if (!right) {
      throw wrong(in, id);
    }
    in.skipBytes(answerBytes);
  }

  private LoadFailure wrong(ByteBuf in, int id) {
    int shown = Math.min(in.readableBytes(), answerBytes);
    return new LoadFailure(
        "connection %d, answer to request %d: %s (expected: %04x, then %s)"
            .formatted(
                connection,
                id,
                ByteBufUtil.hexDump(in, in.readerIndex(), shown),
                answerHead,
                sentBack
                    ? "the request as it was sent"
                    : "flags 2, opcode 2, the payload sent, that id and status 1"));
  }
}
