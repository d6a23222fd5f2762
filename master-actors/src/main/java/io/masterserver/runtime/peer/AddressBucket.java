package io.masterserver.runtime.peer;

import io.masterserver.runtime.registry.MessageRate;
import java.util.concurrent.atomic.AtomicLong;

/** The token bucket of all clients of one address. Threads: any, but for what is said below. */
final class AddressBucket {

  /** As {@link io.masterserver.api.RemoteNetwork} names it. */
  final String network;

  final MessageRate rate;

  /** How many clients there are; for {@link AddressBuckets} only. */
  int clients;

  private final AtomicLong fullAt;

  AddressBucket(String network, MessageRate rate, long now) {
    this.network = network;
    this.rate = rate;
    this.fullAt = new AtomicLong(now);
  }

  /**
   * Takes a token and returns 0, or takes none and returns in how many nanoseconds there is one.
   */
  long take(long now) {
    while (true) {
      long before = fullAt.get();
      long wait = rate.bucket().waitNanos(before, now);
      if (wait > 0 || fullAt.compareAndSet(before, rate.bucket().take(before, now))) {
        return wait;
      }
    }
  }

  boolean isFull(long now) {
    return fullAt.get() - now <= 0;
  }
}
