package io.masterserver.runtime.peer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * A peer on its way to another node. The peer's thread only.
 *
 * <p>From when the other node is asked to go on with it, this one does nothing any more: all that
 * comes waits. It goes on here only when that is sure: when the other node has refused, or has
 * gone. Until then it asks again and again; to ask twice is to ask once.
 */
final class Moving {

  /** How long the other node may take before it is asked again. */
  private static final long ASK_AGAIN_AFTER = Duration.ofSeconds(2).toNanos();

  private static final int MOST_WAITING = 4096;

  private final ActorContext<Peer.Command> context;
  private final ActorRef<Peer.Command> door;
  private final AdoptedSession session;
  private final ArrayDeque<Peer.Command> waiting = new ArrayDeque<>(4);
  private final long untilNanos;
  private long askAgainAt;
  private int unanswered;

  /**
   * Asks {@code door} to go on with the peer.
   *
   * @param untilNanos when the peer ends if there is no answer
   */
  Moving(
      ActorContext<Peer.Command> context,
      ActorRef<Peer.Command> door,
      AdoptedSession session,
      long now,
      long untilNanos) {
    this.context = context;
    this.door = door;
    this.session = session;
    this.untilNanos = untilNanos;
    context.watchWith(door, SessionMessage.TakerGone.TAKER_GONE);
    ask(now);
  }

  private void ask(long now) {
    askAgainAt = now + ASK_AGAIN_AFTER;
    unanswered++;
    door.tell(new SessionMessage.Adopt(session, context.getSelf()));
  }

  /** The other node has refused; returns whether that is its last word. */
  boolean refused() {
    unanswered--;
    return unanswered == 0;
  }

  /** Asks again if it is time; false if it has been long enough. */
  boolean askAgain(long now) {
    if (now - untilNanos >= 0) {
      return false;
    }
    if (now - askAgainAt >= 0) {
      ask(now);
    }
    return true;
  }

  /** Returns how many nanoseconds are left until {@link #askAgain} has something to do. */
  long left(long now) {
    return Math.min(askAgainAt - now, untilNanos - now);
  }

  /** Keeps a message until it is sure who handles it; false if there are too many. */
  boolean keep(Peer.Command message) {
    if (waiting.size() == MOST_WAITING) {
      return false;
    }
    waiting.addLast(message);
    return true;
  }

  /** How often the peer will have gone on somewhere else. */
  int incarnation() {
    return session.snapshot().incarnation() + 1;
  }

  /** How the peer is known that goes on. */
  SessionMessage.LivesAt at(ActorRef<Peer.Command> peer) {
    return new SessionMessage.LivesAt(peer, incarnation());
  }

  /** It is over; returns what has come meanwhile. */
  List<Peer.Command> end() {
    context.unwatch(door);
    return new ArrayList<>(waiting);
  }
}
