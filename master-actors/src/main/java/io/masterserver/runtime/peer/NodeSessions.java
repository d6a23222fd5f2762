package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/** The sessions of clients, as the peers of one node share them. Threads: any. */
public final class NodeSessions {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SessionSettings settings;
  private final long node;
  private final SessionRouter router;
  private final Supplier<List<String>> addresses;
  private final MeterRegistry meters;
  private final Counter resumed;
  private final KeptBudget budget;
  private final DetachedPeers detached;

  /** By peer, those whose client has a session. */
  private final Map<PeerId, ActorRef<Peer.Command>> open = new ConcurrentHashMap<>();

  /**
   * @param node this incarnation of the node, which no other has
   * @param router the way to the sessions of other nodes
   * @param addresses where else clients may connect to come back, {@code host:port}
   */
  public NodeSessions(
      SessionSettings settings,
      long node,
      SessionRouter router,
      Supplier<List<String>> addresses,
      MeterRegistry meters) {
    this.settings = settings;
    this.node = node;
    this.router = router;
    this.addresses = addresses;
    this.meters = meters;
    this.resumed = meters.counter("master.sessions.resumed");
    this.budget = new KeptBudget(settings.maxKeptOfNodeBytes());
    this.detached = new DetachedPeers(settings.maxDetached());
  }

  /** A node without sessions. */
  public static NodeSessions off(MeterRegistry meters) {
    return new NodeSessions(SessionSettings.OFF, 0, (other, find) -> false, List::of, meters);
  }

  /**
   * Shows how many sessions are open, and how many of them wait for their clients, in gauges.
   *
   * @param node the value of their tag {@code node}
   */
  public List<Gauge> showIn(MeterRegistry registry, String node) {
    return List.of(
        Gauge.builder("master.sessions.open", open, Map::size).tag("node", node).register(registry),
        Gauge.builder("master.sessions.detached", detached, DetachedPeers::size)
            .tag("node", node)
            .register(registry));
  }

  /** Ends the sessions that wait for their clients; from now on none survives its connection. */
  public void close(String reason) {
    detached.close(reason);
  }

  SessionSettings settings() {
    return settings;
  }

  PeerSession begin(PeerId id, ActorRef<Peer.Command> peer) {
    byte[] secret = new byte[SessionToken.SECRET_BYTES];
    RANDOM.nextBytes(secret);
    open.put(id, peer);
    return new PeerSession(Bytes.wrap(secret), new OutboundLedger(settings, budget));
  }

  /** The session of {@code peer} is over. */
  void ended(PeerId id, ActorRef<Peer.Command> peer) {
    open.remove(id, peer);
    detached.remove(peer);
  }

  SessionTicket ticket(PeerId peer, PeerSession session) {
    return new SessionTicket(
        session.token(peer, node).bytes(),
        (int) settings.resumeWithin().toMillis(),
        addresses.get());
  }

  /** Looks for the session of {@code token}; the answer goes to {@code replyTo}. */
  void find(SessionToken token, ActorRef<Peer.Command> replyTo) {
    var find = new Peer.FindSession(token.peer().value(), token.secret(), replyTo);
    if (token.node() == node) {
      findHere(find);
    } else if (!router.find(token.node(), find)) {
      replyTo.tell(new Peer.ResumeRefused(ResumeRefusal.GONE));
    }
  }

  /** Asks the peer for its session, if it has one and is on this node. */
  public void findHere(Peer.FindSession find) {
    ActorRef<Peer.Command> peer = open.get(new PeerId(find.peer()));
    if (peer == null) {
      find.replyTo().tell(new Peer.ResumeRefused(ResumeRefusal.GONE));
    } else {
      peer.tell(find);
    }
  }

  /** Returns whether {@code peer} may wait for its client. */
  boolean detach(ActorRef<Peer.Command> peer) {
    return detached.add(peer);
  }

  void attach(ActorRef<Peer.Command> peer) {
    detached.remove(peer);
  }

  void resumed() {
    resumed.increment();
  }

  void refused(ResumeRefusal why) {
    meters.counter("master.sessions.refused", "cause", why.label()).increment();
  }
}
