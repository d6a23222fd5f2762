package io.masterserver.runtime.module;

import io.masterserver.api.RemoteNetwork;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that have tried wrong keys. After so many they must wait, each time twice as long.
 * Not safe for use by several threads.
 *
 * <p>An IPv6 address counts as its /64 network, which is what one customer has at least. Those that
 * have not tried for longest are forgotten first, when there are too many.
 */
final class GuessingAddresses {

  /** Most addresses to remember: some 2 MiB. */
  static final int MOST_REMEMBERED = 10_000;

  /** More doublings than any wait has. */
  private static final int MOST_DOUBLINGS = 30;

  private record Guesses(int wrong, long lastNanos, long waitNanos) {}

  private final int freeTries;
  private final long firstWaitNanos;
  private final long longestWaitNanos;
  private final LongSupplier nanoClock;
  private final Map<String, Guesses> byNetwork = new LinkedHashMap<>();

  /**
   * @param freeTries how many wrong keys cost nothing, 1 or more
   * @param firstWait how long the address must wait after one more
   * @param longestWait when the waits grow no more; after twice that time without a wrong key, the
   *     address is forgotten
   */
  GuessingAddresses(
      int freeTries, Duration firstWait, Duration longestWait, LongSupplier nanoClock) {
    this.freeTries = freeTries;
    this.firstWaitNanos = firstWait.toNanos();
    this.longestWaitNanos = longestWait.toNanos();
    this.nanoClock = nanoClock;
  }

  /** Returns how long this address must still wait, if it must. */
  Optional<Duration> waitOf(String hostAndPort) {
    Guesses guesses = byNetwork.get(RemoteNetwork.of(hostAndPort));
    if (guesses == null) {
      return Optional.empty();
    }
    long left = guesses.waitNanos() - (nanoClock.getAsLong() - guesses.lastNanos());
    return left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
  }

  /** Counts a wrong key. */
  void wrong(String hostAndPort) {
    long now = nanoClock.getAsLong();
    String network = RemoteNetwork.of(hostAndPort);
    int wrong = countBefore(byNetwork.remove(network), now) + 1;
    byNetwork.put(network, new Guesses(wrong, now, waitNanos(wrong))); // behind all others
    if (byNetwork.size() > MOST_REMEMBERED) {
      byNetwork.remove(byNetwork.keySet().iterator().next());
    }
  }

  private int countBefore(@Nullable Guesses guesses, long now) {
    return guesses == null || now - guesses.lastNanos() > 2 * longestWaitNanos
        ? 0
        : guesses.wrong();
  }

  private long waitNanos(int wrong) {
    if (wrong < freeTries) {
      return 0;
    }
    int doublings = Math.min(wrong - freeTries, MOST_DOUBLINGS);
    long room = longestWaitNanos >> doublings;
    return firstWaitNanos > room ? longestWaitNanos : firstWaitNanos << doublings;
  }
}
