package io.masterserver.core.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The waits between attempts to connect: exponential, with full jitter. Threads: one at a time. */
final class ReconnectBackoff {

  private final long firstNanos;
  private final long maxNanos;
  private final RandomGenerator random;

  private long ceilingNanos;

  ReconnectBackoff(ReconnectPolicy policy, RandomGenerator random) {
    this.firstNanos = Timers.nanos(policy.firstDelay());
    this.maxNanos = Timers.nanos(policy.maxDelay());
    this.random = random;
    this.ceilingNanos = firstNanos;
  }

  /** Returns the wait before the next attempt. */
  Duration next() {
    long ceiling = ceilingNanos;
    ceilingNanos = ceiling > maxNanos / 2 ? maxNanos : 2 * ceiling;
    return Duration.ofNanos(random.nextLong(ceiling + 1));
  }

  /** Starts over with the shortest waits. */
  void reset() {
    ceilingNanos = firstNanos;
  }
}
