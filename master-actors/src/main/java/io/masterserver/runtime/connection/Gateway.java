package io.masterserver.runtime.connection;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.runtime.peer.PeerActorHandle;
import io.masterserver.runtime.peer.PeerDirectory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients in by one transport, or says why not. */
public final class Gateway {

  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private final Transport transport;
  private final GatewaySettings settings;
  private final Admission admission;
  private final ConnectionStage.Shared shared;
  private final UnaryOperator<Flow<ByteString, ByteString, NotUsed>> security;

  private Gateway(
      Transport transport,
      GatewaySettings settings,
      ConnectionStage.Shared shared,
      UnaryOperator<Flow<ByteString, ByteString, NotUsed>> security) {
    this.transport = transport;
    this.settings = settings;
    this.admission = new Admission(settings.maxConnections(), settings.maxConnectionsPerAddress());
    this.shared = shared;
    this.security = security;
  }

  /**
   * @param identity the certificate to show; empty for plain connections
   */
  public static Gateway create(
      Transport transport,
      GatewaySettings settings,
      ConnectionSettings connectionSettings,
      PeerDirectory peers,
      Connections connections,
      ConnectionMetrics metrics,
      Optional<TlsIdentity> identity) {
    String name = identity.isPresent() ? "tls" : transport.name();
    var shared = new ConnectionStage.Shared(connectionSettings, peers, connections, metrics, name);
    return new Gateway(
        transport,
        settings,
        shared,
        flow ->
            identity
                .map(with -> TlsLayer.over(flow, with, connectionSettings.closeTimeout()))
                .orElse(flow));
  }

  /** The name of the transport, {@code tls} if it is secured. */
  public String name() {
    return shared.transport();
  }

  /** Listens; the stage fails if the address cannot be had. */
  public CompletionStage<Transport.Listener> bind() {
    return transport.bind(settings.bind(), this::accept);
  }

  private void accept(Transport.Accepted connection) {
    InetSocketAddress remote = connection.remoteAddress();
    Optional<Admission.Refusal> refusal = admission.admit(remote.getAddress());
    connection.handle(
        security.apply(
            refusal.isPresent()
                ? refused(remote, refusal.get())
                : Flow.fromGraph(admitted(remote))));
  }

  private ConnectionStage admitted(InetSocketAddress remote) {
    InetAddress address = remote.getAddress();
    return new ConnectionStage(
        shared,
        address.getHostAddress() + ":" + remote.getPort(),
        () -> admission.release(address));
  }

  private Flow<ByteString, ByteString, NotUsed> refused(
      InetSocketAddress remote, Admission.Refusal refusal) {
    shared.metrics().closed(refusal.cause());
    log.info("Connection from {} is refused: {}", remote, refusal.why());
    ByteString farewell = PeerActorHandle.frame(CoreOperations.DISCONNECTED, refusal.why());
    return Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.single(farewell));
  }
}
