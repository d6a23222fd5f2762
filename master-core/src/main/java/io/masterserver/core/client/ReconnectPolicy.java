package io.masterserver.core.client;

import java.time.Duration;

/**
 * Whether and how soon a client connects again after a connection that it did not close.
 *
 * <p>The wait before the n-th round is random, between 0 and {@code firstDelay · 2ⁿ⁻¹}, at most
 * {@code maxDelay}: many clients that lost one server do not come back at the same moment. A round
 * tries each address that the client knows, one right after another.
 *
 * @param enabled whether to connect again at all
 * @param firstDelay longest wait before the first round, more than 0
 * @param maxDelay longest wait before any round, {@code firstDelay} or more
 */
public record ReconnectPolicy(boolean enabled, Duration firstDelay, Duration maxDelay) {

  /** At most 250 ms before the first round, never more than 10 s. */
  public static final ReconnectPolicy DEFAULT =
      backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

  /** Stay disconnected until {@code connect()} is called. */
  public static final ReconnectPolicy NEVER =
      new ReconnectPolicy(false, DEFAULT.firstDelay, DEFAULT.maxDelay);

  public ReconnectPolicy {
    if (firstDelay.isNegative() || firstDelay.isZero() || maxDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "reconnect delays: first %s, longest %s (expected: 0 < first <= longest)"
              .formatted(firstDelay, maxDelay));
    }
  }

  public static ReconnectPolicy backoff(Duration firstDelay, Duration maxDelay) {
    return new ReconnectPolicy(true, firstDelay, maxDelay);
  }
}
