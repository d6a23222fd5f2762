package io.masterserver.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import java.util.concurrent.ThreadLocalRandom;

/** What the connections of a load speak. */
public enum Wire {
  /** Messages behind their length. */
  TCP,
  /** The same messages in frames of WebSocket. */
  WEB_SOCKET,
  /** The same requests in frames of WebSocket, to a server that sends back whatever it gets. */
  WEB_SOCKET_SENT_BACK;

  Frames frames(int connection) {
    return switch (this) {
      case TCP -> new TcpFrames(connection);
      case WEB_SOCKET -> new WebSocketFrames(connection, randomMask(), false);
      case WEB_SOCKET_SENT_BACK -> new WebSocketFrames(connection, randomMask(), true);
    };
  }

  private static int randomMask() {
    return ThreadLocalRandom.current().nextInt();
  }

  /** What a new channel starts with, to end as {@code connection}. */
  ChannelHandler handler(EchoConnection connection) {
    return switch (this) {
      case TCP -> connection;
      case WEB_SOCKET, WEB_SOCKET_SENT_BACK ->
          new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
              channel.pipeline().addLast(new Upgrade(), connection);
            }
          };
    };
  }
}
