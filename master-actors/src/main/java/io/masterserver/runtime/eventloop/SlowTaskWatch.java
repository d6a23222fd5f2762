package io.masterserver.runtime.eventloop;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.pekko.dispatch.Mailbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the loops from time to time and reports a task that has been running for long: while it
 * still runs, with the place in the code. To be called by one thread.
 */
final class SlowTaskWatch implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(SlowTaskWatch.class);
  private static final int FRAMES = 12;

  private final List<Watched> watched;
  private final Duration slow;
  private final LongSupplier nanoClock;
  private final AtomicLong found = new AtomicLong();

  SlowTaskWatch(List<EventLoop> loops, Duration slow, LongSupplier nanoClock) {
    this.watched = loops.stream().map(Watched::new).toList();
    this.slow = slow;
    this.nanoClock = nanoClock;
  }

  /** How often to look, so that no task is found much later than it should be. */
  Duration interval() {
    return slow.dividedBy(2);
  }

  /** How many were found; threads: any. */
  long found() {
    return found.get();
  }

  @Override
  public void run() {
    watched.forEach(Watched::look);
  }

  private final class Watched {

    private final EventLoop loop;
    private long task = -1;
    private long sinceNanos;
    private boolean reported;

    Watched(EventLoop loop) {
      this.loop = loop;
    }

    void look() {
      long now = nanoClock.getAsLong();
      long begun = loop.counts().begun();
      Runnable running = loop.counts().running();
      if (running == null || begun != task) {
        task = begun;
        sinceNanos = now;
        reported = false;
      } else if (!reported && now - sinceNanos >= slow.toNanos()) {
        reported = true;
        report(running, Duration.ofNanos(now - sinceNanos));
      }
    }

    private void report(Runnable running, Duration busy) {
      found.incrementAndGet();
      log.warn(
          "{} has been busy with one task for {} ms: {}; all that is on this loop waits. Let it run on a dispatcher for what blocks. It is at:{}",
          loop.name(),
          busy.toMillis(),
          describe(running),
          Arrays.stream(loop.stack())
              .limit(FRAMES)
              .map(frame -> "\n  " + frame)
              .collect(Collectors.joining()));
    }
  }

  private static String describe(@Nullable Runnable task) {
    return task instanceof Mailbox mailbox
        ? String.valueOf(mailbox.actor().self())
        : String.valueOf(task);
  }
}
