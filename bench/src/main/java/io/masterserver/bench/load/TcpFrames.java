package io.masterserver.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Each message behind its length.
 *
 * @param connection the number of the connection, part of every payload
 */
record TcpFrames(int connection) implements Frames {

  static final int LENGTH_BYTES = 4;
  static final int REQUEST_BYTES = LENGTH_BYTES + EchoMessage.REQUEST_BYTES;
  static final int ANSWER_BYTES = LENGTH_BYTES + EchoMessage.ANSWER_BYTES;

  @Override
  public int requestBytes() {
    return REQUEST_BYTES;
  }

  @Override
  public void writeRequest(ByteBuf out, int id) {
    out.writeInt(EchoMessage.REQUEST_BYTES);
    EchoMessage.writeHeader(out);
    EchoMessage.writeBody(out, connection, id, 0);
  }

  @Override
  public boolean isWhole(ByteBuf in, int id) {
    int readable = in.readableBytes();
    if (readable >= LENGTH_BYTES && in.getInt(in.readerIndex()) != EchoMessage.ANSWER_BYTES) {
      throw wrong(in, id);
    }
    return readable >= ANSWER_BYTES;
  }

  @Override
  public void readAnswer(ByteBuf in, int id) {
    if (!EchoMessage.isAnswer(in, in.readerIndex() + LENGTH_BYTES, connection, id)) {
      throw wrong(in, id);
    }
    in.skipBytes(ANSWER_BYTES);
  }

  private LoadFailure wrong(ByteBuf in, int id) {
    int shown = Math.min(in.readableBytes(), ANSWER_BYTES);
    return new LoadFailure(
        "connection %d, answer to request %d: %s (expected: a frame of %d bytes with flags 2,"
                .formatted(
                    connection, id, ByteBufUtil.hexDump(in, in.readerIndex(), shown), ANSWER_BYTES)
            + " opcode 2, the payload sent, that id and status 1)");
  }
}
