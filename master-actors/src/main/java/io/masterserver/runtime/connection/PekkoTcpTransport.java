package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.io.Inet;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.ThrottleMode;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** TCP by Pekko's own I/O. */
public final class PekkoTcpTransport implements Transport {

  private final ActorSystem<?> system;
  private final int backlog;
  private final boolean quickAck;
  private final int acceptRate;
  private final Materializer materializer;

  /**
   * @param backlog how many connections the operating system may keep waiting
   * @param quickAck whether what is read is acknowledged at once
   * @param acceptRate how many connections are accepted in a second
   */
  public PekkoTcpTransport(ActorSystem<?> system, int backlog, boolean quickAck, int acceptRate) {
    this.system = system;
    this.backlog = backlog;
    this.quickAck = quickAck;
    this.acceptRate = acceptRate;
    this.materializer = SystemMaterializer.get(system).materializer();
  }

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public CompletionStage<Listener> bind(InetSocketAddress address, Consumer<Accepted> accepted) {
    var acknowledgement = new QuickAcknowledgement();
    List<Inet.SocketOption> options =
        quickAck
            ? List.of(TcpSO.tcpNoDelay(true), acknowledgement)
            : List.of(TcpSO.tcpNoDelay(true));
    return Tcp.get(system)
        .bind(
            address.getHostString(),
            address.getPort(),
            backlog,
            options,
            false, // a client that closes its side has gone: nobody would read the answers
            Optional.empty())
        // Who waits to be accepted costs those nothing that have been.
        .throttle(
            acceptRate,
            Duration.ofSeconds(1),
            Math.max(1, acceptRate / 100),
            ThrottleMode.shaping())
        .to(
            Sink.foreach(
                connection ->
                    accepted.accept(
                        new TcpAccepted(
                            connection,
                            acknowledgement.of(connection.remoteAddress()),
                            materializer))))
        .run(materializer)
        .thenApply(TcpListener::new);
  }

  private record TcpAccepted(
      Tcp.IncomingConnection connection,
      Flow<ByteString, ByteString, NotUsed> reading,
      Materializer materializer)
      implements Accepted {

    @Override
    public InetSocketAddress remoteAddress() {
      return connection.remoteAddress();
    }

    @Override
    public void handle(Flow<ByteString, ByteString, NotUsed> handler) {
      connection.handleWith(reading.via(handler), materializer);
    }
  }

  private record TcpListener(Tcp.ServerBinding binding) implements Listener {

    @Override
    public InetSocketAddress address() {
      return binding.localAddress();
    }

    @Override
    public CompletionStage<Void> unbind() {
      return binding.unbind().thenApply(done -> null);
    }
  }
}
