package io.masterserver.runtime.registry;

import io.masterserver.api.SettingsSection;
import io.masterserver.api.TokenBucket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * How many messages are let in.
 *
 * @param what of which messages, for people: {@code messages of this client}
 * @param perSecond in the long run, more than 0
 */
public record MessageRate(String what, double perSecond, TokenBucket bucket) {

  /** Most messages in a second, and most at once. */
  private static final int MOST = 10_000_000;

  /** One in 1000 seconds. */
  private static final double LEAST = 0.001;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_TENTH = 1e8;

  /**
   * Reads {@code rate} and {@code burst}.
   *
   * @return nothing if the rate is 0, which is no limit
   * @throws IllegalArgumentException if one is wrong; says which
   */
  public static Optional<MessageRate> from(SettingsSection section, String what) {
    double rate = section.decimal("rate", 0, MOST);
    int burst = section.number("burst", 1, MOST);
    if (rate == 0) {
      return Optional.empty();
    }
    if (rate < LEAST) {
      throw section.wrong("rate", rate, "0 for no limit, or 0.001..%d".formatted(MOST));
    }
    var interval = Duration.ofNanos(Math.round(NANOS_PER_SECOND / rate));
    return Optional.of(new MessageRate(what, rate, new TokenBucket(burst, interval)));
  }

  /**
   * What a client is told when there is no token.
   *
   * @param waitNanos is rounded up, so that who waits as long as the text says is let in
   */
  public String refusal(long waitNanos) {
    String rate = BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString();
    double seconds = Math.ceil(waitNanos / NANOS_PER_TENTH) / 10;
    return "Too many "
        + what
        + ": the limit is "
        + rate
        + " a second (try again in "
        + seconds
        + " s)";
  }
}
