package io.masterserver.core.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clock of all clients in this JVM: one daemon thread. What runs on it must not wait, and is
 * never a user's code.
 */
final class Timers {

  /** 100 years: longer than anybody waits, and safe to add to the time of day in nanoseconds. */
  private static final long MAX_NANOS = Duration.ofDays(36_500).toNanos();

  private static final ScheduledThreadPoolExecutor CLOCK = start();

  private Timers() {}

  private static ScheduledThreadPoolExecutor start() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("master-client-timer").factory());
    // Most time-outs are cancelled by a response; they must not stay until they would have fired.
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  static Future<?> after(Duration delay, Runnable task) {
    return CLOCK.schedule(task, nanos(delay), TimeUnit.NANOSECONDS);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns {@code duration} in nanoseconds, cut to 100 years. */
  static long nanos(Duration duration) {
    return Math.min(MAX_NANOS, TimeUnit.NANOSECONDS.convert(duration));
  }
}
