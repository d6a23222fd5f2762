package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often something may happen that others have to wait for: after it has taken some time, five
 * times as long passes until it begins again, so that four fifths of the time are left to others;
 * within limits.
 *
 * <p>Clients that come back make way for others: when a node has died, those who lost it shall not
 * wait for each other, and strangers cannot do that. One call at a time.
 */
final class Pace {

  /** The part of the time that may be taken: one in so many. */
  private static final int SHARE = 5;

  /** How often without regard to what it costs for each client that has come back. */
  private static final int MADE_WAY_FOR = 2;

  /** How often at most when no more come back. */
  private static final int MOST_WAYS = 100;

  /**
   * What is due within that is due now. Pekko's timers are ten times as coarse: connections would
   * come several at a time, and those that are here wait for all of them.
   */
  private static final Duration TICK = Duration.ofMillis(1);

  /** How much that came late is made up for. */
  private static final Duration LATE = Duration.ofMillis(10);

  private final long shortestNanos;
  private final long longestNanos;
  private final LongSupplier nanoClock;
  private final LongSupplier returned;
  private long returnedBefore;
  private long ways;
  private long nextNanos;

  /**
   * @param shortest from one beginning to the next, however little it costs
   * @param longest from one beginning to the next, however much it costs
   * @param returned how many clients have come back so far
   */
  Pace(Duration shortest, Duration longest, LongSupplier nanoClock, LongSupplier returned) {
    this.shortestNanos = shortest.toNanos();
    this.longestNanos = longest.toNanos();
    this.nanoClock = nanoClock;
    this.returned = returned;
    this.nextNanos = nanoClock.getAsLong();
  }

  /** Call when it is over; returns how long to wait before the next one, zero for not at all. */
  Duration after(long costNanos) {
    long now = nanoClock.getAsLong();
    long earliest = now - LATE.toNanos(); // a timer that was late shall not make all of them late
    long from = nextNanos - earliest > 0 ? nextNanos : earliest;
    nextNanos = from + Math.clamp(costNanos * SHARE, shortestNanos, longest());
    var wait = Duration.ofNanos(nextNanos - now);
    return wait.compareTo(TICK) > 0 ? wait : Duration.ZERO;
  }

  private long longest() {
    long now = returned.getAsLong();
    ways = Math.min(ways + MADE_WAY_FOR * (now - returnedBefore), MOST_WAYS);
    returnedBefore = now;
    if (ways == 0) {
      return longestNanos;
    }
    ways--;
    return shortestNanos;
  }
}
