package io.masterserver.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * The request that the load sends, and the answer that a server gives to it, without what a
 * transport puts around them.
 *
 * <p>The payload is {@value #DATA_BYTES} bytes that differ for every request of every connection,
 * so that an answer that went astray is noticed.
 */
final class EchoMessage {

  static final int DATA_BYTES = 32;
  static final int HEADER_BYTES = 7;
  static final int REQUEST_BYTES = HEADER_BYTES + DATA_BYTES + 4;
  static final int ANSWER_BYTES = HEADER_BYTES + DATA_BYTES + 5;

  static final int OPCODE = 2;
  static final int EXPECTS_RESPONSE = 1;
  private static final int IS_RESPONSE = 2;
  private static final int SUCCESS = 1;
  private static final long SECOND = 0x9e3779b97f4a7c15L;
  private static final long THIRD = 0xc2b2ae3d27d4eb4fL;
  private static final long FOURTH = 0x165667b19e3779f9L;

  private EchoMessage() {}

  /** Appends all of a request that is the same in every one. */
  static void writeHeader(ByteBuf out) {
    out.writeByte(EXPECTS_RESPONSE).writeShort(OPCODE).writeInt(DATA_BYTES);
  }

  /**
   * Appends the payload and the id.
   *
   * @param mask what every eight bytes are combined with; 0 leaves them as they are
   */
  static void writeBody(ByteBuf out, int connection, int id, long mask) {
    long first = first(connection, id) ^ mask;
    out.writeLong(first)
        .writeLong(first ^ SECOND)
        .writeLong(first ^ THIRD)
        .writeLong(first ^ FOURTH)
        .writeInt(id ^ (int) (mask >>> Integer.SIZE));
  }

  /** Whether the {@value #REQUEST_BYTES} bytes from {@code at} are the request itself. */
  static boolean isRequest(ByteBuf in, int at, int connection, int id) {
    return in.getByte(at) == EXPECTS_RESPONSE && hasHeadAndBody(in, at, connection, id);
  }

  /** Whether the {@value #ANSWER_BYTES} bytes from {@code at} are the response to the request. */
  static boolean isAnswer(ByteBuf in, int at, int connection, int id) {
    return in.getByte(at) == IS_RESPONSE
        && hasHeadAndBody(in, at, connection, id)
        && in.getByte(at + REQUEST_BYTES) == SUCCESS;
  }

  private static boolean hasHeadAndBody(ByteBuf in, int at, int connection, int id) {
    long first = first(connection, id);
    return in.getShort(at + 1) == OPCODE
        && in.getInt(at + 3) == DATA_BYTES
        && in.getLong(at + 7) == first
        && in.getLong(at + 15) == (first ^ SECOND)
        && in.getLong(at + 23) == (first ^ THIRD)
        && in.getLong(at + 31) == (first ^ FOURTH)
        && in.getInt(at + 39) == id;
  }

  private static long first(int connection, int id) {
    return (long) connection << 32 | id;
  }
}
