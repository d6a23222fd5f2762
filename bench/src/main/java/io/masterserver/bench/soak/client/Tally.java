package io.masterserver.bench.soak.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What the clients have done, and what the server did wrong. Threads: any. */
public final class Tally {

  private static final int MOST_SHOWN = 20;

  private final ConcurrentHashMap<String, LongAdder> done = new ConcurrentHashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final LongAdder wrongCount = new LongAdder();
  private final CountDownLatch tooManyWrong = new CountDownLatch(100);

  void count(String what) {
    done.computeIfAbsent(what, unknown -> new LongAdder()).increment();
  }

  /** Something unexpected happened while a client did {@code what}. */
  void wrong(String what, String why) {
    wrongCount.increment();
    tooManyWrong.countDown();
    synchronized (wrong) {
      if (wrong.size() < MOST_SHOWN) {
        wrong.add(what + ": " + why);
      }
    }
  }

  /** Waits, shorter if so much goes wrong that to go on makes no sense; then returns true. */
  public boolean awaitTooManyWrong(Duration atMost) throws InterruptedException {
    return tooManyWrong.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How much went wrong. */
  public long wrongCount() {
    return wrongCount.sum();
  }

  /** The first things that went wrong, {@value #MOST_SHOWN} at most. */
  public List<String> wrong() {
    synchronized (wrong) {
      return List.copyOf(wrong);
    }
  }

  /** How often each thing was done. */
  public SortedMap<String, Long> done() {
    SortedMap<String, Long> counts = new TreeMap<>();
    done.forEach((what, count) -> counts.put(what, count.sum()));
    return counts;
  }
}
