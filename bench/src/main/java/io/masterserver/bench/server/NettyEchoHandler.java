package io.masterserver.bench.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;

/** Answers every request with its own payload; flushes once per read. */
@SuppressWarnings("FutureReturnValueIgnored") // a void promise: failures reach exceptionCaught
@Sharable
final class NettyEchoHandler extends NettyHandler {

  static final NettyEchoHandler INSTANCE = new NettyEchoHandler();

  private NettyEchoHandler() {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf request = (ByteBuf) message;
    try {
      context.write(answer(context, request), context.voidPromise());
    } finally {
      request.release();
    }
  }

  private static ByteBuf answer(ChannelHandlerContext context, ByteBuf request) {
    Layout.requireRequest(request.readByte());
    int opcode = request.readUnsignedShort();
    int dataLength = request.readInt();
    int dataAt = request.readerIndex();
    int requestId = request.getInt(dataAt + dataLength);
    int length = Layout.responseBytes(dataLength);
    return context
        .alloc()
        .directBuffer(Layout.LENGTH_BYTES + length)
        .writeInt(length)
        .writeByte(Layout.IS_RESPONSE)
        .writeShort(opcode)
        .writeInt(dataLength)
        .writeBytes(request, dataAt, dataLength)
        .writeInt(requestId)
        .writeByte(Layout.SUCCESS);
  }
}
