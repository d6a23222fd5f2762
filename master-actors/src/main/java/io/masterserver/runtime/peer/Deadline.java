package io.masterserver.runtime.peer;

import java.time.Duration;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * One timer for everything that may be overdue.
 *
 * <p>It is not set and cancelled for every message: it fires at the earliest deadline there was
 * when it was set, and is set again if something is still waiting then.
 */
final class Deadline {

  /** Pekko's timers refuse much longer ones; this one may as well fire too early. */
  private static final long LONGEST_NANOS = Duration.ofDays(1).toNanos();

  private final ActorContext<Peer.Command> context;
  private final Peer.Command message;
  private @Nullable Cancellable timer;
  private long firesAt;

  Deadline(ActorContext<Peer.Command> context, Peer.Command message) {
    this.context = context;
    this.message = message;
  }

  /** Makes sure that the message comes at {@code now + left} nanoseconds, or before. */
  void ensure(long now, long left) {
    if (left == Long.MAX_VALUE || (timer != null && firesAt - (now + left) <= 0)) {
      return;
    }
    cancel();
    long delay = Math.clamp(left, 0, LONGEST_NANOS);
    firesAt = now + delay;
    timer = context.scheduleOnce(Duration.ofNanos(delay), context.getSelf(), message);
  }

  void fired() {
    timer = null;
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
