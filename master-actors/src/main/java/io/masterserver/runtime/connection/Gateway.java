package io.masterserver.runtime.connection;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** One listener: lets clients in by one transport, or says why not. */
public final class Gateway {

  private final Transport transport;
  private final GatewaySettings settings;
  private final Protocol protocol;
  private final Admission admission;
  private final ConnectionStage.Shared shared;
  private final Optional<TlsIdentity> identity;

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
    connection.handle(secured(served(connection.remoteAddress())));
  }

  private Flow<ByteString, ByteString, NotUsed> served(InetSocketAddress remote) {
    Optional<Admission.Ticket> ticket = admission.arrive();
    if (ticket.isEmpty()) {
      return shared.refused(protocol, remote.toString(), admission.full());
    }
    return protocol.serve(new Arrival(remote, identity.isPresent(), false, ticket.get()));
  }

  private Flow<ByteString, ByteString, NotUsed> secured(
      Flow<ByteString, ByteString, NotUsed> flow) {
    return identity
        .map(with -> TlsLayer.over(flow, with, shared.settings().closeTimeout()))
        .orElse(flow);
  }
}
