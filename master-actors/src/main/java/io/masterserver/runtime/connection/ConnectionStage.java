package io.masterserver.runtime.connection;

import io.masterserver.runtime.connection.proxy.TrustedProxies;
import io.masterserver.runtime.peer.PeerDirectory;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection: bytes in, bytes out, and between them the mailbox of a stage actor through which
 * it talks with its peer. Its {@link Framing} says how messages lie in the bytes; all else is the
 * same for every transport, in {@link ConnectionLogic}.
 */
public final class ConnectionStage extends GraphStage<FlowShape<ByteString, ByteString>> {

  private static final Logger log = LoggerFactory.getLogger(ConnectionStage.class);

  /**
   * What all connections of a node share.
   *
   * @param handshakes runs what takes long in handshakes of TLS
   */
  public record Shared(
      ConnectionSettings settings,
      PeerDirectory peers,
      Connections connections,
      ConnectionMetrics metrics,
      TrustedProxies proxies,
      Executor handshakes) {

    /**
     * Counts a connection for its address. If there are too many from there, the refusal is
     * recorded, the ticket released, and the reason returned.
     */
    public Optional<Admission.Refusal> admitOrRelease(Arrival arrival) {
      Optional<Admission.Refusal> refusal = arrival.ticket().admit(arrival.client().getAddress());
      refusal.ifPresent(
          reason -> {
            recordRefusal(arrival.remoteAddress(), reason);
            arrival.ticket().release();
          });
      return refusal;
    }

    /** Counts and logs that a connection had to give way to others before it came to the point. */
    public void recordCrowdedOut(Arrival arrival) {
      recordClosed(arrival, CloseCause.CROWDED_OUT, Admission.CROWDED_OUT);
    }

    /** Counts and logs that a connection did not even begin TLS in time. */
    void recordLate(Arrival arrival) {
      recordClosed(
          arrival,
          CloseCause.HANDSHAKE_TIMEOUT,
          "no TLS within %s (handshake time-out)".formatted(settings.handshakeTimeout()));
    }

    private void recordClosed(Arrival arrival, CloseCause cause, String why) {
      metrics.closed(cause);
      metrics
          .hostile()
          .write(Level.WARN, "Connection from {} is closed: {}", arrival.remoteAddress(), why);
    }

    /** Counts and logs a refusal. */
    void recordRefusal(String remoteAddress, Admission.Refusal refusal) {
      metrics.closed(refusal.cause());
      log.info("Connection from {} is refused: {}", remoteAddress, refusal.why());
    }
  }

  /** One shape for all connections, which differ in nothing that it says. */
  private static final FlowShape<ByteString, ByteString> shape =
      FlowShape.of(Inlet.create("connection.in"), Outlet.create("connection.out"));

  private final Shared shared;
  private final Framing framing;
  private final String remoteAddress;
  private final String transport;
  private final Admission.Ticket ticket;

  /**
   * Serves one connection; to be used once.
   *
   * @param framing of this connection alone
   * @param arrival admitted
   * @param transport as {@link io.masterserver.api.PeerInfo#transport} has it
   */
  public ConnectionStage(Shared shared, Framing framing, Arrival arrival, String transport) {
    this.shared = shared;
    this.framing = framing;
    this.remoteAddress = arrival.remoteAddress();
    this.transport = transport;
    this.ticket = arrival.ticket();
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new ConnectionLogic(shape, shared, framing, remoteAddress, transport, ticket);
  }
}
