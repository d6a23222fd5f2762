package io.masterserver.bench.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;

/**
 * How plain Netty is run: on epoll, with pooled buffers, without leak detection; on one event loop,
 * or as many as the master server is told to have.
 */
final class NettyServer {

  private static final int LOOPS = Integer.getInteger("master.event-loop.loops", 1);

  private NettyServer() {}

  /** Listens until the process ends. */
  static void run(int port, String transport, ChannelInitializer<Channel> pipeline)
      throws InterruptedException {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    Channel listener = bind(port, pipeline);
    Ready.announce(transport, ((InetSocketAddress) listener.localAddress()).getPort());
    listener.closeFuture().sync();
  }

  private static Channel bind(int port, ChannelInitializer<Channel> pipeline)
      throws InterruptedException {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, EpollIoHandler.newFactory());
    return new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childHandler(pipeline)
        .bind("127.0.0.1", port)
        .sync()
        .channel();
  }
}
