package io.masterserver.bench.soak.client;

import io.masterserver.bench.soak.line.Line;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends visits that last too long because the server does not do what it has to. */
final class Watch implements AutoCloseable {

  /** Longer than all that a client waits for in one visit when the server is well. */
  static final Duration LONGEST_VISIT = Duration.ofMinutes(3);

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("watch").factory());
  private final Tally tally;

  Watch(Tally tally) {
    this.tally = tally;
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Ends the visit over {@code line} in time, unless that is cancelled. */
  Future<?> over(Line line, String what) {
    return timer.schedule(
        () -> {
          tally.wrong(what, "still going on after " + LONGEST_VISIT);
          line.vanish();
        },
        LONGEST_VISIT.toSeconds(),
        TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
