package io.masterserver.bench.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/** A WebSocket in plain Netty that sends every message back as it came. */
public final class NettyWebSocketEcho {

  private NettyWebSocketEcho() {}

  public static void main(String[] arguments) throws InterruptedException {
    NettyServer.run(Ready.port(arguments), "ws", new Pipeline());
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {

    private static final WebSocketServerProtocolConfig WEB_SOCKET =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath(Layout.WEB_SOCKET_PATH)
            .maxFramePayloadLength(Layout.MAX_FRAME_BYTES)
            .build();

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(Layout.MAX_FRAME_BYTES))
          .addLast(new WebSocketServerProtocolHandler(WEB_SOCKET))
          .addLast(NettySendBackHandler.INSTANCE);
    }
  }
}
