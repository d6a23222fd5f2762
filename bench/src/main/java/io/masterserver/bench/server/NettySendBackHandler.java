package io.masterserver.bench.server;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;

/** Sends every message back as it came; flushes once per read. */
@SuppressWarnings("FutureReturnValueIgnored") // a void promise: failures reach exceptionCaught
@Sharable
final class NettySendBackHandler extends NettyHandler {

  static final NettySendBackHandler INSTANCE = new NettySendBackHandler();

  private NettySendBackHandler() {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.write(message, context.voidPromise());
  }
}
