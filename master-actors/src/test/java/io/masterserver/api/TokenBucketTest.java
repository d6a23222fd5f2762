package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A token bucket")
class TokenBucketTest {

  private static final long MILLI = 1_000_000;

  /** Three at once, and then one in 10 ms. */
  private final TokenBucket bucket = new TokenBucket(3, Duration.ofMillis(10));

  private long now;
  private long fullAt;

  private void startAt(long nanos) {
    now = nanos;
    fullAt = nanos;
  }

  /** Takes as many tokens as there are. */
  private int takeAll() {
    int taken = 0;
    while (bucket.waitNanos(fullAt, now) == 0) {
      fullAt = bucket.take(fullAt, now);
      taken++;
    }
    return taken;
  }

  @ParameterizedTest(name = "at {0}")
  @ValueSource(longs = {0, -5, Long.MAX_VALUE - 25 * MILLI, Long.MAX_VALUE})
  @DisplayName("holds so many, and then one more in each interval, whatever the clock shows")
  void fills(long start) {
    startAt(start);
    assertThat(takeAll()).isEqualTo(3);

    now += 10 * MILLI - 1;
    assertThat(takeAll()).isZero();
    now += 1;
    assertThat(takeAll()).isEqualTo(1);
    now += 25 * MILLI;
    assertThat(takeAll()).isEqualTo(2);
    now += 5 * MILLI;
    assertThat(takeAll()).as("with the half interval from before").isEqualTo(1);
  }

  @Test
  void never_holds_more_than_it_can() {
    takeAll();

    now += Duration.ofDays(365).toNanos();

    assertThat(takeAll()).isEqualTo(3);
  }

  @Test
  void says_how_long_to_wait_neither_more_nor_less() {
    takeAll();
    now += 3 * MILLI;

    assertThat(bucket.waitNanos(fullAt, now)).isEqualTo(7 * MILLI);
    assertThat(bucket.waitNanos(fullAt, now + 7 * MILLI)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT1S, tokens of a bucket: 0 (expected: 1 or more)",
    "1, PT0S, 'interval of 1 tokens: PT0S (expected: more than zero, together at most 100 years)'",
    "9, P36500D, 'interval of 9 tokens: PT876000H (expected: more than zero, together at most 100"
        + " years)'"
  })
  void needs_tokens_and_time(int capacity, Duration interval, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenBucket(capacity, interval))
        .withMessage(why);
  }
}
