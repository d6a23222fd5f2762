package io.masterserver.runtime.cluster;

import io.masterserver.runtime.peer.PeerBroadcast;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What a broadcaster knows about a shard. State of {@link Broadcaster}; its thread only.
 *
 * <p>The short way to the node is taken when nothing is on the long way any more: else it would be
 * overtaken.
 */
final class WayToShard {

  /**
   * What is not answered by then is lost. Answers do not say to what, so it is counted: as many are
   * lost as were unanswered at any time meanwhile.
   */
  private static final long LOST_AFTER = Duration.ofSeconds(10).toNanos();

  private int unanswered;

  /** What {@link #unanswered} was at least since then. */
  private int fewest;

  private long since;
  private @Nullable ActorRef<PeerBroadcast.Command> broadcaster;

  /** Returns the short way; null while there is none. */
  @Nullable ActorRef<PeerBroadcast.Command> broadcaster() {
    return broadcaster;
  }

  /** Something goes the long way. */
  void asked(long now) {
    boolean over = now - since > LOST_AFTER;
    if (over) {
      unanswered -= fewest;
    }
    unanswered++;
    if (over || unanswered == 1) {
      since = now;
      fewest = unanswered;
    }
  }

  /** Something has come by the long way; returns whether the short one is free now. */
  boolean answered(ActorRef<PeerBroadcast.Command> home) {
    unanswered = Math.max(unanswered - 1, 0); // one that was given up for lost may come after all
    fewest = Math.min(fewest, unanswered);
    if (unanswered > 0) {
      return false;
    }
    broadcaster = home;
    return true;
  }
}
