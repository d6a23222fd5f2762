package io.masterserver.runtime.peer;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes the sessions of a node may keep together. Threads: any. */
final class KeptBudget {

  private final long max;
  private final AtomicLong taken = new AtomicLong();

  KeptBudget(long max) {
    this.max = max;
  }

  /** Takes {@code bytes}; false, and nothing taken, if they are not there. */
  boolean take(int bytes) {
    if (taken.addAndGet(bytes) <= max) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
