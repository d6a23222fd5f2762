package io.masterserver.modules.auth.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limiter of attempts")
class AttemptLimiterTest {

  private static final String KEY = "key";

  private Instant now = TestServices.START;
  private final AttemptLimiter limiter =
      new AttemptLimiter(
          3,
          new LimitSettings(
              3,
              3,
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofMinutes(10),
              1,
              1,
              1,
              1000),
          () -> now);

  @Test
  void delays_twice_as_long_each_time_up_to_a_maximum() {
    fail(3);
    for (int seconds : new int[] {1, 2, 4, 5, 5}) {
      assertThat(limiter.begin(KEY)).isEqualTo(Duration.ofSeconds(seconds));
      now = now.plusSeconds(seconds);
      fail(1);
    }
  }

  @Test
  void forgets_failures_one_by_one() {
    fail(3);
    now = now.plus(Duration.ofMinutes(20));

    fail(2);
    assertThat(limiter.begin(KEY)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void lets_only_as_many_be_checked_at_once_as_could_be_wrong() {
    assertThat(limiter.begin(KEY)).isZero();
    assertThat(limiter.begin(KEY)).isZero();
    assertThat(limiter.begin(KEY)).isZero();

    assertThat(limiter.begin(KEY)).isPositive();
    limiter.abandoned(KEY);
    assertThat(limiter.begin(KEY)).isZero();
  }

  @Test
  void lets_one_be_checked_at_a_time_when_no_failure_is_free_any_more() {
    fail(3);
    now = now.plusSeconds(1);

    assertThat(limiter.begin(KEY)).isZero();
    assertThat(limiter.begin(KEY)).isPositive();
  }

  @Test
  void forgets_everything_when_told_so() {
    fail(3);

    limiter.forgive(KEY);

    assertThat(limiter.begin(KEY)).isZero();
  }

  @Test
  void counts_each_key_for_itself() {
    fail(3);

    assertThat(limiter.begin("other")).isZero();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(limiter.begin(KEY)).isZero();
      limiter.failed(KEY);
    }
  }
}
