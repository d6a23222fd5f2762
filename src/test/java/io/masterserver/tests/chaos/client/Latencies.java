package io.masterserver.tests.chaos.client;

import java.util.Collection;
import java.util.Locale;

/** How long things took, all of them. */
public final class Latencies {

  private static final double NANOS_IN_MILLI = 1e6;
  private static final double HUNDRED_PERCENT = 100;

  private final long[] sorted;

  private Latencies(long[] sorted) {
    this.sorted = sorted;
  }

  public static Latencies of(Collection<Attempt> attempts) {
    return ofNanos(attempts.stream().map(Attempt::tookNanos).toList());
  }

  public static Latencies ofNanos(Collection<Long> nanos) {
    return new Latencies(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** Milliseconds that so many percent of all did not exceed; 0 if there were none. */
  public double millis(double percentile) {
    if (sorted.length == 0) {
      return 0;
    }
    int at = (int) Math.ceil(sorted.length * percentile / HUNDRED_PERCENT) - 1;
    return sorted[Math.max(at, 0)] / NANOS_IN_MILLI;
  }

  public double maxMillis() {
    return millis(HUNDRED_PERCENT);
  }

  public int count() {
    return sorted.length;
  }

  /** {@code p99 3 ms, max 12 ms}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "p99 %,.0f ms, max %,.0f ms", millis(99), maxMillis());
  }
}
