package io.masterserver.bench.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/** An echo server in plain Netty. */
public final class NettyEcho {

  private NettyEcho() {}

  public static void main(String[] arguments) throws InterruptedException {
    NettyServer.run(Ready.port(arguments), "tcp", new Pipeline());
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new LengthFieldBasedFrameDecoder(
                  Layout.MAX_FRAME_BYTES, 0, Layout.LENGTH_BYTES, 0, Layout.LENGTH_BYTES))
          .addLast(NettyEchoHandler.INSTANCE);
    }
  }
}
