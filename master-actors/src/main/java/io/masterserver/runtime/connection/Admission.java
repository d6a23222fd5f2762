package io.masterserver.runtime.connection;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there may be, in all and from one address. Threads: any. */
final class Admission {

  private final int max;
  private final int maxPerAddress;
  private final AtomicInteger total = new AtomicInteger();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  Admission(int max, int maxPerAddress) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
  }

  /** Why a connection is not let in. */
  record Refusal(CloseCause cause, String why) {}

  /** Counts a connection in, to be {@link #release}d; or says why not, and counts nothing. */
  Optional<Refusal> admit(InetAddress address) {
    if (total.incrementAndGet() > max) {
      total.decrementAndGet();
      return Optional.of(
          new Refusal(
              CloseCause.TOO_MANY_CONNECTIONS,
              "the server is full: %d connections".formatted(max)));
    }
    if (byAddress.merge(address, 1, Integer::sum) > maxPerAddress) {
      release(address);
      return Optional.of(
          new Refusal(
              CloseCause.TOO_MANY_FROM_ADDRESS,
              "too many connections from your address: %d".formatted(maxPerAddress)));
    }
    return Optional.empty();
  }

  void release(InetAddress address) {
    total.decrementAndGet();
    byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
