package io.masterserver.modules.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets some in at a time, some more wait for a while, and sends the others away at once. */
final class Gate {

  private final int places;
  private final Duration patience;
  private final Semaphore free;
  private final AtomicInteger taken = new AtomicInteger();

  /**
   * @param atOnce how many are inside at most
   * @param waiting how many wait before it at most
   * @param patience how long each of them waits
   */
  Gate(int atOnce, int waiting, Duration patience) {
    this.places = atOnce + waiting;
    this.patience = patience;
    this.free = new Semaphore(atOnce, true);
  }

  /** A place inside, or before the gate; given back when it is closed. Threads: one at a time. */
  final class Place implements AutoCloseable {

    private boolean inside;

    /**
     * Returns when it is this one's turn.
     *
     * @throws DatabaseUnavailable if that took too long
     */
    void await() {
      try {
        inside = free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DatabaseUnavailable("interrupted while waiting for the database", e);
      }
      if (!inside) {
        throw new DatabaseUnavailable(
            "the database had no connection free within %d ms".formatted(patience.toMillis()));
      }
    }

    @Override
    public void close() {
      if (inside) {
        free.release();
      }
      taken.decrementAndGet();
    }
  }

  /**
   * Takes a place in the queue. Does not wait.
   *
   * @throws DatabaseUnavailable if there is none
   */
  Place take() {
    if (taken.incrementAndGet() > places) {
      taken.decrementAndGet();
      throw new DatabaseUnavailable(
          "too much is waiting for the database already: %d".formatted(places));
    }
    return new Place();
  }
}
