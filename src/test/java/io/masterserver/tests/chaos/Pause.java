package io.masterserver.tests.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass: a scenario lasts as long as it is told to. */
final class Pause {

  private Pause() {}

  static void of(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
