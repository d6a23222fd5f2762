package io.masterserver.tests.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass: a scenario lasts as long as it is told to. */
public final class Pause {

  private Pause() {}

  /** Returns when {@code time} has passed. */
  public static void of(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
