package io.masterserver.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SelectStrategy;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread of the load and the connections it holds.
 *
 * <p>Threads: methods may be called by the program's main thread; connections live on the load's
 * own. The first failure is kept and thrown by whatever waits next.
 */
public final class Load implements AutoCloseable {

  /** How long the server may leave the load without any answer that is due. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EventLoopGroup group;
  private final EventLoop loop;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private volatile boolean closing;

  private Load(SelectStrategy whenNothingIsReady) {
    group =
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory(0, () -> whenNothingIsReady));
    loop = group.next();
  }

  /** A load that leaves the processor while there is nothing to do. */
  public static Load waiting() {
    return new Load(DefaultSelectStrategyFactory.INSTANCE.newSelectStrategy());
  }

  /** A load that takes its processor whole, and so sees an answer as soon as it is there. */
  public static Load polling() {
    return new Load((selectNow, hasTasks) -> selectNow.get());
  }

  /** Opens connections over TCP; see the other method. */
  public Opened open(InetSocketAddress server, int count) {
    return open(server, count, Wire.TCP);
  }

  /**
   * Opens {@code count} connections and waits until each has answered its first request.
   *
   * @param count 1 or more; from many addresses if one has not enough ports
   * @return how long it took, and the connections
   * @throws LoadFailure if one cannot be opened or does not answer rightly
   */
  public Opened open(InetSocketAddress server, int count, Wire wire) {
    var opening = new Opening(this, server, count, wire);
    long start = System.nanoTime();
    loop.execute(opening::begin);
    List<EchoConnection> connections = opening.await();
    return new Opened(connections, Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * @param connections open, each with one request answered
   * @param took from the first connect to the last answer
   */
  public record Opened(List<EchoConnection> connections, Duration took) {}

  Bootstrap bootstrap() {
    return new Bootstrap()
        .group(loop)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
        .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
  }

  EventLoop loop() {
    return loop;
  }

  void fail(LoadFailure why) {
    if (!closing) {
      failure.completeExceptionally(why);
    }
  }

  /** Runs {@code task} on the load's thread and returns its result. */
  <T> T ask(Callable<T> task) {
    return resultOf(loop.submit(task), PATIENCE);
  }

  /**
   * Lets the load run.
   *
   * @throws LoadFailure as soon as it fails
   */
  public void run(Duration time) {
    try {
      failure.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException good) {
      // nothing failed in all this time
    } catch (ExecutionException e) {
      throw asLoadFailure(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for {@code future} or for the load to fail. */
  <T> T resultOf(Future<T> future, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (!future.isDone() && System.nanoTime() < deadline) {
        run(Duration.ofMillis(1));
      }
      return future.get(0, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw asLoadFailure(e);
    } catch (TimeoutException e) {
      throw new LoadFailure(
          "the server: nothing for %d s (expected: every answer)".formatted(atMost.toSeconds()), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static LoadFailure asLoadFailure(ExecutionException e) {
    return e.getCause() instanceof LoadFailure known
        ? known
        : new LoadFailure("load: " + e.getCause(), e);
  }

  private static LoadFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new LoadFailure("interrupted", e);
  }

  /** Closes every connection. */
  @Override
  public void close() {
    closing = true;
    group
        .shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(PATIENCE.toMillis());
  }
}
