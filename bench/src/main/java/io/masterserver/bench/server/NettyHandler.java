package io.masterserver.bench.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Answers what it reads; flushes once per read. */
abstract class NettyHandler extends ChannelInboundHandlerAdapter {

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // there is nothing to do behind the end
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    System.err.println(context.channel() + ": " + cause);
    context.close();
  }
}
