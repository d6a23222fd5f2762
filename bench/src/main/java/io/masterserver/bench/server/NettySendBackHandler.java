package io.masterserver.bench.server;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Sends every message back as it came; flushes once per read. */
@SuppressWarnings("FutureReturnValueIgnored") // a void promise: failures reach exceptionCaught
@Sharable
final class NettySendBackHandler extends ChannelInboundHandlerAdapter {

  static final NettySendBackHandler INSTANCE = new NettySendBackHandler();

  private NettySendBackHandler() {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.write(message, context.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    System.err.println(context.channel() + ": " + cause);
    context.close();
  }
}
