package io.masterserver.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * The request that the load sends, and the one answer to it that is right.
 *
 * <p>The payload is {@value #DATA_BYTES} bytes that differ for every request of every connection,
 * so that an answer that went astray is noticed.
 */
final class EchoFrame {

  static final int DATA_BYTES = 32;
  static final int REQUEST_BYTES = 4 + 7 + DATA_BYTES + 4;
  static final int ANSWER_BYTES = 4 + 7 + DATA_BYTES + 5;

  private static final int OPCODE = 2;
  private static final int EXPECTS_RESPONSE = 1;
  private static final int IS_RESPONSE = 2;
  private static final int SUCCESS = 1;
  private static final long SECOND = 0x9e3779b97f4a7c15L;
  private static final long THIRD = 0xc2b2ae3d27d4eb4fL;
  private static final long FOURTH = 0x165667b19e3779f9L;

  private EchoFrame() {}

  static void writeRequest(ByteBuf out, int connection, int id) {
    long first = first(connection, id);
    out.writeInt(REQUEST_BYTES - 4)
        .writeByte(EXPECTS_RESPONSE)
        .writeShort(OPCODE)
        .writeInt(DATA_BYTES)
        .writeLong(first)
        .writeLong(first ^ SECOND)
        .writeLong(first ^ THIRD)
        .writeLong(first ^ FOURTH)
        .writeInt(id);
  }

  /**
   * Whether the next answer is here in full.
   *
   * @throws LoadFailure if it has another length than the right answer
   */
  static boolean isWhole(ByteBuf in, int connection, int id) {
    int readable = in.readableBytes();
    if (readable >= 4 && in.getInt(in.readerIndex()) != ANSWER_BYTES - 4) {
      throw wrong(in, connection, id);
    }
    return readable >= ANSWER_BYTES;
  }

  /**
   * Reads the answer to the request {@code id} of {@code connection}.
   *
   * @throws LoadFailure if it is not exactly the right one
   */
  static void readAnswer(ByteBuf in, int connection, int id) {
    int at = in.readerIndex();
    long first = first(connection, id);
    boolean right =
        in.getByte(at + 4) == IS_RESPONSE
            && in.getShort(at + 5) == OPCODE
            && in.getInt(at + 7) == DATA_BYTES
            && in.getLong(at + 11) == first
            && in.getLong(at + 19) == (first ^ SECOND)
            && in.getLong(at + 27) == (first ^ THIRD)
            && in.getLong(at + 35) == (first ^ FOURTH)
            && in.getInt(at + 43) == id
            && in.getByte(at + 47) == SUCCESS;
    if (!right) {
      throw wrong(in, connection, id);
    }
    in.skipBytes(ANSWER_BYTES);
  }

  private static long first(int connection, int id) {
    return (long) connection << 32 | id;
  }

  private static LoadFailure wrong(ByteBuf in, int connection, int id) {
    int shown = Math.min(in.readableBytes(), ANSWER_BYTES);
    return new LoadFailure(
        "connection %d, answer to request %d: %s (expected: a frame of %d bytes with flags 2,"
                .formatted(
                    connection, id, ByteBufUtil.hexDump(in, in.readerIndex(), shown), ANSWER_BYTES)
            + " opcode 2, the payload sent, that id and status 1)");
  }
}
