package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One listener: lets clients in by one transport, or says why not.
 *
 * <p>From the socket to the peer, the bytes of a connection pass the header of a proxy, if there
 * has to be one, then TLS, then the {@link Protocol}.
 */
public final class Gateway {

  private static final Admission.Refusal NOT_BY_PROXY =
      new Admission.Refusal(
          CloseCause.NOT_BY_PROXY, "connect to the proxy of this server, not to the server itself");

  private final Transport transport;
  private final GatewaySettings settings;
  private final Protocol protocol;
  private final Admission admission;
  private final ConnectionStage.Shared shared;
  private final Optional<TlsIdentity> identity;
  private final ProxyLayer proxyLayer;

  /**
   * @param admission counts the connections of all gateways
   * @param identity the certificate to show; empty for plain connections
   */
  public Gateway(
      Transport transport,
      GatewaySettings settings,
      Protocol protocol,
      Admission admission,
      ConnectionStage.Shared shared,
      Optional<TlsIdentity> identity) {
    this.transport = transport;
    this.settings = settings;
    this.protocol = protocol;
    this.admission = admission;
    this.shared = shared;
    this.identity = identity;
    this.proxyLayer = new ProxyLayer(shared, settings.section());
  }

  /** What is spoken: {@code tcp}, {@code tls}, {@code ws} or {@code wss}. */
  public String name() {
    return protocol.name(identity.isPresent());
  }

  public GatewaySettings settings() {
    return settings;
  }

  /** Listens; the stage fails if the address cannot be had. */
  public CompletionStage<Transport.Listener> bind() {
    return transport.bind(settings.bind(), this::accept);
  }

  private void accept(Transport.Accepted connection) {
    connection.handle(served(connection.remoteAddress()));
  }

  private Flow<ByteString, ByteString, NotUsed> served(InetSocketAddress remote) {
    boolean proxied = shared.proxies().include(remote.getAddress());
    if (settings.proxyProtocol() && !proxied) {
      return refused(remote, NOT_BY_PROXY);
    }
    Optional<Admission.Ticket> ticket = admission.arrive();
    if (ticket.isEmpty()) {
      return refused(remote, admission.full());
    }
    var arrival =
        new Arrival(
            remote,
            identity.isPresent(),
            proxied ? Arrival.Route.FROM_PROXY : Arrival.Route.DIRECT,
            ticket.get());
    return settings.proxyProtocol() ? proxyLayer.over(this::served, arrival) : served(arrival);
  }

  private Flow<ByteString, ByteString, NotUsed> served(Arrival arrival) {
    Optional<Admission.Refusal> refusal =
        arrival.proxied() && protocol.asksProxies()
            ? Optional.empty()
            : shared.admitOrRelease(arrival);
    return refusal.map(this::told).orElseGet(() -> secured(arrival));
  }

  private Flow<ByteString, ByteString, NotUsed> refused(
      InetSocketAddress remote, Admission.Refusal refusal) {
    shared.recordRefusal(Arrival.text(remote), refusal);
    return told(refusal);
  }

  /** Behind TLS nobody is told: the handshake is what a connection too many must not cost. */
  private Flow<ByteString, ByteString, NotUsed> told(Admission.Refusal refusal) {
    return identity.isPresent()
        ? Flow.fromSinkAndSourceCoupled(Sink.ignore(), Source.empty())
        : protocol.refuse(refusal.why());
  }

  private Flow<ByteString, ByteString, NotUsed> secured(Arrival arrival) {
    Flow<ByteString, ByteString, NotUsed> flow = protocol.serve(arrival);
    return identity.map(with -> new TlsLayer(shared, with).over(flow, arrival)).orElse(flow);
  }
}
