package io.masterserver.core.client;

import java.math.BigDecimal;
import java.time.Duration;

/** How people are told of a duration. */
final class Seconds {

  private static final int DIGITS_OF_NANOS = 9;

  private Seconds() {}

  /** Returns {@code 10 s} for ten seconds, {@code 0.25 s} for a quarter of one. */
  static String of(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), DIGITS_OF_NANOS));
    return seconds.stripTrailingZeros().toPlainString() + " s";
  }
}
