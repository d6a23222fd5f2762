package io.masterserver.runtime.peer;

import io.masterserver.core.packet.GoingAway;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a peer does to go on at another node: the one to which its client has come, or, when this
 * one stops, any other.
 *
 * <p>It can when nothing is under way: then all of it is in one message.
 *
 * <pre>{@code
 * new peer ──Resume──▶ peer ──Adopt──▶ door of the new peer's node
 *                      peer ◀─Found─── door            the same peer is there now,
 *                      peer ──Resume──▶ there          and goes on over the connection
 * }</pre>
 */
final class SessionMoves {

  private static final Logger log = LoggerFactory.getLogger(SessionMoves.class);

  /** How long a peer does not try again that could not go on somewhere else. */
  static final Duration STAY_FOR = Duration.ofSeconds(1);

  /** What fits one message between nodes, with all that stands around it. */
  private static final int MAX_BYTES = 900 * 1024;

  /** How long a client is waited for that was told to go: it chooses the node. */
  private static final long CLIENT_COMES_WITHIN = Duration.ofSeconds(2).toNanos();

  private static final GoingAway BACK_AT_ONCE =
      new GoingAway("its session goes on here", 0, List.of());

  private final ActorContext<Peer.Command> context;
  private final Attachment attached;
  private final PeerInbox inbox;
  private final NodeSessions sessions;

  /** For one turn of a peer. */
  SessionMoves(ActorContext<Peer.Command> context, Attachment attached) {
    this.context = context;
    this.attached = attached;
    this.inbox = attached.inbox();
    this.sessions = attached.sessions();
  }

  /**
   * Begins to go on at the node to which the client has come, if it is another one and that can be
   * now; {@code resume} waits for it.
   */
  boolean to(SessionMessage.Resume resume, long now) {
    ActorRef<PeerConnection.Command> connection = resume.by().connection();
    if (!Attachment.isElsewhere(connection) || !attached.mayMove(now)) {
      return false;
    }
    Optional<ActorRef<Peer.Command>> door = sessions.router().doorBeside(connection);
    if (door.isEmpty() || !begin(door.get(), now)) {
      return false;
    }
    Moving moving = attached.moving();
    if (moving != null) {
      moving.keep(resume);
    }
    return true;
  }

  /** This node stops: goes on anywhere else, if that can be now. */
  void away(long now) {
    PeerSession session = attached.session();
    ActorRef<PeerConnection.Command> connection = attached.connection();
    if (session == null || !attached.mayMove(now)) {
      return;
    }
    if (connection == null) {
      if (session.detachedFor(now, window()) >= CLIENT_COMES_WITHIN) {
        sessions.router().anyDoor().ifPresent(door -> begin(door, now));
      }
    } else if (Attachment.isElsewhere(connection)) {
      connection.tell(new PeerConnection.GoAway(BACK_AT_ONCE)); // it moves when its client is back
    }
  }

  private long window() {
    return sessions.settings().resumeWithin().toNanos();
  }

  private boolean begin(ActorRef<Peer.Command> door, long now) {
    PeerSession session = attached.session();
    if (session == null) {
      return false;
    }
    AdoptedSession adopted;
    try {
      adopted = session.handOver(inbox);
    } catch (IllegalArgumentException e) { // the codec of a property
      log.warn("Peer [{}] stays on this node: {}", inbox.info.id(), e.getMessage());
      return false;
    }
    if (adopted.snapshot().bytes() > MAX_BYTES) {
      log.warn(
          "Peer [{}] stays on this node: it has {} bytes (expected: at most {}; have smaller"
              + " properties)",
          inbox.info.id(),
          adopted.snapshot().bytes(),
          MAX_BYTES);
      return false;
    }
    detach(session, now);
    attached.move(new Moving(context, door, adopted, now, now + session.left(now, window())));
    return true;
  }

  private void detach(PeerSession session, long now) {
    ActorRef<PeerConnection.Command> former = attached.connection();
    if (former != null) {
      context.unwatch(former);
      attached.close("the client goes on over another connection");
      attached.setConnection(null);
      sessions.detach(context.getSelf());
      session.detach(now + window());
    }
  }
}
