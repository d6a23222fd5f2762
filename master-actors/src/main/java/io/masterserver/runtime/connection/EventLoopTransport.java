package io.masterserver.runtime.connection;

import io.masterserver.runtime.connection.socket.Acceptor;
import io.masterserver.runtime.connection.socket.SocketStage;
import io.masterserver.runtime.eventloop.EventLoop;
import io.masterserver.runtime.eventloop.EventLoops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TCP on event loops: a connection and what serves it stay on one of them. */
public final class EventLoopTransport implements Transport {

  private static final Logger log = LoggerFactory.getLogger(EventLoopTransport.class);

  private final GatewaySettings settings;
  private final Duration closeTimeout;
  private final EventLoops loops;
  private final Newcomers newcomers;
  private final Materializer materializer;

  /**
   * @param closeTimeout how long the last bytes of a connection may take to leave
   * @param loops of the system; must run as long as it does
   * @param newcomers those of all doors
   */
  public EventLoopTransport(
      ActorSystem<?> system,
      GatewaySettings settings,
      Duration closeTimeout,
      EventLoops loops,
      Newcomers newcomers) {
    this.settings = settings;
    this.closeTimeout = closeTimeout;
    this.loops = loops;
    this.newcomers = newcomers;
    this.materializer = SystemMaterializer.get(system).materializer();
  }

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public CompletionStage<Listener> bind(InetSocketAddress address, Consumer<Accepted> accepted) {
    try {
      var acceptor =
          Acceptor.listen(
              address, settings.backlog(), loops.all().getFirst(), new Accepting(accepted)::accept);
      return CompletableFuture.completedStage(new LoopListener(acceptor.address(), acceptor));
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Gives each connection to the next loop. On the loop that accepts. */
  private final class Accepting {

    private final Consumer<Accepted> accepted;
    private final AcceptPace pace;
    private EventLoop next = loops.all().getFirst();

    Accepting(Consumer<Accepted> accepted) {
      this.accepted = accepted;
      this.pace =
          new AcceptPace(
              settings.acceptRate(),
              task -> next.execute(task), // where the last connection has been begun
              (delay, task) -> next.executeAfter(delay, task),
              System::nanoTime,
              newcomers);
    }

    CompletionStage<Done> accept(SocketChannel channel) {
      next = loops.all().get((next.index() + 1) % loops.all().size());
      try {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, settings.sendBufferBytes());
        accepted.accept(
            new LoopAccepted(channel, (InetSocketAddress) channel.getRemoteAddress(), next));
      } catch (IOException e) {
        closed(channel, e); // the client has gone already
      }
      return pace.rest();
    }
  }

  private static void closed(SocketChannel channel, Exception cause) {
    log.debug("A connection has ended before it began", cause);
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A socket could not be closed", e);
    }
  }

  private final class LoopAccepted implements Accepted {

    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final EventLoop loop;

    LoopAccepted(SocketChannel channel, InetSocketAddress remote, EventLoop loop) {
      this.channel = channel;
      this.remote = remote;
      this.loop = loop;
    }

    @Override
    public InetSocketAddress remoteAddress() {
      return remote;
    }

    @Override
    public void handle(Flow<ByteString, ByteString, NotUsed> handler) {
      loop.execute(() -> run(handler));
    }

    private void run(Flow<ByteString, ByteString, NotUsed> handler) {
      try {
        Flow.fromGraph(new SocketStage(channel, loop, closeTimeout, settings.quickAck()))
            .join(handler)
            .addAttributes(ActorAttributes.dispatcher(EventLoops.dispatcher(loop)))
            .run(materializer);
      } catch (RuntimeException e) {
        closed(channel, e); // the system is ending
      }
    }
  }

  private record LoopListener(InetSocketAddress address, Acceptor acceptor) implements Listener {

    @Override
    public CompletionStage<Void> unbind() {
      return acceptor.close();
    }
  }
}
