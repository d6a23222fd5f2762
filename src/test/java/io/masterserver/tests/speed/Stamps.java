package io.masterserver.tests.speed;

import io.masterserver.tests.chaos.stage.StageFailure;
import io.masterserver.tests.speed.module.SpeedOperations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What players are sent: how much, and how long after the module sent it. Threads: any. */
final class Stamps {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Recorder latencies = new Recorder(LONGEST.toNanos(), 3);
  private final AtomicLong received = new AtomicLong();
  private volatile LongConsumer listener = count -> {};

  /** Counts what {@code players} are sent from now on. */
  static Stamps of(Players players) {
    var stamps = new Stamps();
    players.all().forEach(player -> player.client().handle(SpeedOperations.STAMP, stamps::arrived));
    return stamps;
  }

  private void arrived(long sent) {
    latencies.recordValue(Math.clamp(System.nanoTime() - sent, 0, LONGEST.toNanos()));
    listener.accept(received.incrementAndGet());
  }

  /** Tells {@code listener} with each one how many there were so far. */
  void onEach(LongConsumer next) {
    listener = next;
  }

  long received() {
    return received.get();
  }

  /** How long those took that came since this was asked last, in nanoseconds. */
  Histogram takeLatencies() {
    return latencies.getIntervalHistogram();
  }

  /** Waits until {@code count} have come in all. */
  void await(long count) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (received.get() < count) {
      if (System.nanoTime() > deadline) {
        throw new StageFailure(
            "%,d messages have come (expected: %,d)".formatted(received.get(), count));
      }
      LockSupport.parkNanos(100_000);
    }
  }
}
