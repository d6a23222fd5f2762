package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;
import java.util.ArrayList;
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
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** TCP by Pekko's own I/O. */
public final class PekkoTcpTransport implements Transport {

  private final ActorSystem<?> system;
  private final GatewaySettings settings;
  private final Newcomers newcomers;
  private final Materializer materializer;

  /**
   * @param newcomers those of all doors
   */
  public PekkoTcpTransport(ActorSystem<?> system, GatewaySettings settings, Newcomers newcomers) {
    this.system = system;
    this.settings = settings;
    this.newcomers = newcomers;
    this.materializer = SystemMaterializer.get(system).materializer();
  }

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public CompletionStage<Listener> bind(InetSocketAddress address, Consumer<Accepted> accepted) {
    var acknowledgement = new QuickAcknowledgement();
    AcceptPace pace =
        new AcceptPace(
            settings.acceptRate(),
            system.executionContext(),
            Timer.on(system.executionContext()),
            System::nanoTime,
            newcomers);
    return Tcp.get(system)
        .bind(
            address.getHostString(),
            address.getPort(),
            settings.backlog(),
            options(acknowledgement),
            false, // a client that closes its side has gone: nobody would read the answers
            Optional.empty())
        // Who waits to be accepted costs those nothing that have been.
        .mapAsync(
            1,
            connection -> {
              accepted.accept(
                  new TcpAccepted(
                      connection, acknowledgement.of(connection.remoteAddress()), materializer));
              return pace.rest();
            })
        .to(Sink.ignore())
        .run(materializer)
        .thenApply(TcpListener::new);
  }

  private List<Inet.SocketOption> options(QuickAcknowledgement acknowledgement) {
    List<Inet.SocketOption> options = new ArrayList<>();
    options.add(TcpSO.tcpNoDelay(true));
    options.add(TcpSO.sendBufferSize(settings.sendBufferBytes()));
    if (settings.quickAck()) {
      options.add(acknowledgement);
    }
    return options;
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
