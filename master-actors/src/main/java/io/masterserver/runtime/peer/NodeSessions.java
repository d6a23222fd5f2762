package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.SessionStore;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of clients, as the peers of one node share them. Threads: any. */
public final class NodeSessions {

  private static final Logger log = LoggerFactory.getLogger(NodeSessions.class);

  /** How long durable messages are refused when something could not be saved. */
  private static final Duration STORE_AWAY = Duration.ofSeconds(2);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SessionSettings settings;
  private final long node;
  private final SessionRouter router;
  private final Function<String, List<String>> addresses;
  private final MeterRegistry meters;
  private final Counter resumed;
  private final Counter moved;
  private final KeptBudget budget;
  private final DetachedPeers detached;
  private final Supplier<Optional<SessionStore>> store;

  /** Until when durable messages are refused because the store has failed; 0 if it has not. */
  private final AtomicLong storeAwayUntil = new AtomicLong();

  /** Whether records stay when their sessions end here: other nodes may go on with them. */
  private volatile boolean stopping;

  /** Whether this node goes on with sessions that others hand over. */
  private volatile boolean takesOthers = true;

  /** By peer, those whose client has a session. */
  private final Map<PeerId, ActorRef<Peer.Command>> open = new ConcurrentHashMap<>();

  /**
   * @param node this incarnation of the node, which no other has
   * @param router the way to the sessions of other nodes
   * @param addresses where else clients may connect to come back, {@code host:port}, by the
   *     transport that they use
   * @param store where sessions are saved, if anywhere
   */
  public NodeSessions(
      SessionSettings settings,
      long node,
      SessionRouter router,
      Function<String, List<String>> addresses,
      Supplier<Optional<SessionStore>> store,
      MeterRegistry meters) {
    this.settings = settings;
    this.node = node;
    this.router = router;
    this.addresses = addresses;
    this.store = store;
    this.meters = meters;
    this.resumed = meters.counter("master.sessions.resumed");
    this.moved = meters.counter("master.sessions.moved");
    this.budget = new KeptBudget(settings.maxKeptOfNodeBytes());
    this.detached = new DetachedPeers(settings.maxDetached());
  }

  /** A node without sessions. */
  public static NodeSessions off(MeterRegistry meters) {
    return new NodeSessions(
        SessionSettings.OFF,
        0,
        (other, find) -> false,
        transport -> List.of(),
        Optional::empty,
        meters);
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
    stopping = true;
    detached.close(reason);
  }

  /**
   * Ends all sessions here, and closes the connections that they have, wherever those are. Other
   * nodes can go on with those that are saved.
   */
  public void endAll(String reason) {
    close(reason);
    open.values().forEach(peer -> peer.tell(new Peer.Disconnect(reason)));
  }

  /** Whether this node goes on with sessions that others hand over, from now on. */
  public void takeOthers(boolean takes) {
    takesOthers = takes;
  }

  /** Whether this node goes on with sessions that others hand over. */
  public boolean takesOthers() {
    return takesOthers && !stopping && settings.enabled();
  }

  /** Tells all peers whose clients have sessions to go on at other nodes, as far as they can. */
  public void moveAway() {
    open.values().forEach(peer -> peer.tell(SessionMessage.MoveAway.MOVE_AWAY));
  }

  /** Returns some of the peers whose clients have sessions, each as likely as any other. */
  public List<ActorRef<Peer.Command>> some(int count) {
    var all = new ArrayList<>(open.values());
    Collections.shuffle(all, ThreadLocalRandom.current());
    return List.copyOf(all.subList(0, Math.min(count, all.size())));
  }

  /**
   * Passes {@code message} on to the peer that has the session of {@code id}; false if none has.
   */
  public boolean tellHere(PeerId id, Peer.Command message) {
    ActorRef<Peer.Command> peer = open.get(id);
    if (peer != null) {
      peer.tell(message);
    }
    return peer != null;
  }

  SessionRouter router() {
    return router;
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

  /** Goes on with a session of another node; it waits for its client. */
  PeerSession adopt(AdoptedSession adopted, ActorRef<Peer.Command> peer) {
    open.put(adopted.snapshot().info().id(), peer);
    detached.add(peer);
    return PeerSession.of(adopted, new OutboundLedger(settings, budget));
  }

  // ---- the store ------------------------------------------------------------------------------

  /** Where sessions are saved; empty if they are not. */
  Optional<SessionStore> store() {
    return store.get();
  }

  /** Whether durable messages have to be refused, because nothing can be saved. */
  boolean isStoreAway(long now) {
    long until = storeAwayUntil.get();
    return until != 0 && until - now > 0;
  }

  /** Something could not be saved; returns whether everything could be before. */
  boolean storeFailed(long now) {
    return storeAwayUntil.getAndSet((now + STORE_AWAY.toNanos()) | 1) == 0;
  }

  /** Something was saved. */
  void storeAnswered() {
    if (storeAwayUntil.get() != 0) {
      storeAwayUntil.set(0);
      log.info("Sessions are saved again");
    }
  }

  /** Whether the record of a session outlives its peer here, so that another node can go on. */
  boolean keepsRecordOf(PeerSession session) {
    SessionRecord record = session.record();
    return record != null && (record.isLost() || (stopping && record.mayExist()));
  }

  /** Deletes the record of a session that is over, unless other nodes are to go on with it. */
  void forget(PeerId id, PeerSession session) {
    SessionRecord record = session.record();
    if (record == null || !record.mayExist() || stopping) {
      return;
    }
    store()
        .ifPresent(
            saved ->
                saved
                    .remove(id, record.epoch())
                    .whenComplete(
                        (write, failure) -> {
                          if (failure != null) {
                            log.debug("Record of peer [{}] is not deleted", id, failure);
                          }
                        }));
  }

  /** The session of {@code peer} is over. */
  void ended(PeerId id, ActorRef<Peer.Command> peer) {
    open.remove(id, peer);
    detached.remove(peer);
  }

  SessionTicket ticket(PeerInfo peer, PeerSession session) {
    return new SessionTicket(
        session.token(peer.id(), node).bytes(),
        (int) settings.resumeWithin().toMillis(),
        addresses.apply(peer.transport()));
  }

  /** Looks for the session of {@code token}; the answer goes to {@code replyTo}. */
  void find(SessionToken token, ActorRef<Peer.Command> replyTo) {
    var find = new SessionMessage.FindSession(token.peer().value(), token.secret(), replyTo);
    if (open.containsKey(token.peer())) {
      findHere(find); // whatever the token says: the session may have come here
    } else if (!router.find(token.node(), find)) {
      replyTo.tell(new SessionMessage.ResumeRefused(ResumeRefusal.GONE));
    }
  }

  /** Asks the peer for its session, if it has one and is on this node. */
  public void findHere(SessionMessage.FindSession find) {
    ActorRef<Peer.Command> peer = open.get(new PeerId(find.peer()));
    if (peer == null) {
      find.replyTo().tell(new SessionMessage.ResumeRefused(ResumeRefusal.GONE));
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

  /** A peer goes on at another node. */
  void moved() {
    moved.increment();
  }

  void resumed() {
    resumed.increment();
  }

  void refused(ResumeRefusal why) {
    meters.counter("master.sessions.refused", "cause", why.label()).increment();
  }
}
