package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The backoff of a reconnect")
class ReconnectBackoffTest {

  private static final ReconnectPolicy POLICY =
      ReconnectPolicy.backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** Always the longest wait that is allowed. */
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException("the backoff asks for a bounded number");
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  @DisplayName("doubles its ceiling up to the longest delay")
  void ceiling() {
    var backoff = new ReconnectBackoff(POLICY, LONGEST);

    long[] millis = new long[10];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = backoff.next().toMillis();
    }

    assertThat(millis)
        .containsExactly(100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000);
  }

  @Test
  @DisplayName("is anywhere below its ceiling, each time elsewhere")
  void jitter() {
    var seen = new HashSet<Duration>();
    for (int seed = 0; seed < 1000; seed++) {
      seen.add(new ReconnectBackoff(POLICY, new Random(seed)).next());
    }

    assertThat(seen)
        .hasSizeGreaterThan(990)
        .allMatch(delay -> !delay.isNegative() && delay.toMillis() <= 100)
        .anyMatch(delay -> delay.toMillis() < 10)
        .anyMatch(delay -> delay.toMillis() > 90);
  }

  @Test
  @DisplayName("starts over when reset")
  void reset() {
    var backoff = new ReconnectBackoff(POLICY, LONGEST);
    backoff.next();
    backoff.next();

    backoff.reset();

    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  @DisplayName("cannot be longer at first than later")
  void policy_is_checked() {
    assertThatThrownBy(() -> ReconnectPolicy.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: 0 < first <= longest");
  }
}
