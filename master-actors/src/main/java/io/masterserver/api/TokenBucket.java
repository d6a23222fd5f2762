package io.masterserver.api;

import java.time.Duration;

/**
 * A bucket that holds so many tokens, and gets one more whenever an interval has passed: so many
 * may happen at once, and then one in each interval.
 *
 * <p>All that is to be remembered of a bucket is one number: the time when it is full again. It is
 * kept by who limits something, one for each peer, address or account; this says what it means.
 * Times are nanoseconds on any clock, which may wrap around as {@link System#nanoTime} does. A
 * bucket is full from the beginning: its first time is that of its making.
 *
 * <pre>{@code
 * long wait = bucket.waitNanos(fullAt, now);
 * if (wait == 0) {
 *   fullAt = bucket.take(fullAt, now);
 *   …
 * }
 * }</pre>
 *
 * <p>Immutable. Threads: any.
 */
public final class TokenBucket {

  /** So that sums of times do not overflow. */
  private static final Duration LONGEST = Duration.ofDays(365 * 100);

  private final long intervalNanos;

  /** By how much the time when it is full may be ahead while there is a token left. */
  private final long slackNanos;

  /**
   * @param capacity how many tokens it holds, 1 or more
   * @param interval how long until there is one more, 1 ns or more; all together at most 100 years
   */
  public TokenBucket(int capacity, Duration interval) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "tokens of a bucket: %d (expected: 1 or more)".formatted(capacity));
    }
    if (!interval.isPositive() || interval.multipliedBy(capacity).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "interval of %d tokens: %s (expected: more than zero, together at most 100 years)"
              .formatted(capacity, interval));
    }
    this.intervalNanos = interval.toNanos();
    this.slackNanos = intervalNanos * (capacity - 1);
  }

  /** Returns how long until there is a token; 0 if there is one. */
  public long waitNanos(long fullAt, long now) {
    return Math.max(0, fullAt - now - slackNanos);
  }

  /** Takes a token that {@link #waitNanos} has found; returns when the bucket is full again. */
  public long take(long fullAt, long now) {
    return (fullAt - now > 0 ? fullAt : now) + intervalNanos;
  }
}
