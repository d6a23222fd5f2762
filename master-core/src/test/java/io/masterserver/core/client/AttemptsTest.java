package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The attempts of a client to connect")
class AttemptsTest {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final AtomicLong clock = new AtomicLong();
  private final Attempts attempts = attempts("a", "b", "c");

  @Test
  @DisplayName("are one at each address when it connects first")
  void first_round() {
    attempts.begin();

    assertThat(attempts.nextOfRound()).isTrue();
    assertThat(attempts.address()).hasToString("b:1");
    assertThat(attempts.nextOfRound()).isTrue();
    assertThat(attempts.nextOfRound()).isFalse();
  }

  @Test
  @DisplayName("after a loss begin soon, where it was, and go on to the others at once")
  void after_loss() {
    assertThat(attempts.waitAfterLoss(true, true)).isBetween(Duration.ZERO, FIRST);
    assertThat(attempts.address()).hasToString("a:1");

    assertThat(attempts.waitAfterFailure()).isZero();
    assertThat(attempts.address()).hasToString("b:1");
    assertThat(attempts.waitAfterFailure()).isZero();
    assertThat(attempts.address()).hasToString("c:1");
  }

  @Test
  @DisplayName("wait when all addresses have failed, and then try all of them again")
  void next_round() {
    attempts.waitAfterLoss(true, true);
    attempts.waitAfterFailure();
    attempts.waitAfterFailure();

    assertThat(attempts.waitAfterFailure()).isPositive();
    assertThat(attempts.address()).hasToString("a:1");
    assertThat(attempts.waitAfterFailure()).isZero();
  }

  @Test
  @DisplayName("go on to the next address when something that is no server hung up")
  void no_server() {
    attempts.waitAfterLoss(false, false);

    assertThat(attempts.address()).hasToString("b:1");
  }

  @Test
  @DisplayName("wait longer and longer while sessions are cut off at once, soon again after one")
  void hammering() {
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      attempts.succeeded();
      Duration wait = attempts.waitAfterLoss(true, true);
      longest = longest.compareTo(wait) > 0 ? longest : wait;
    }
    assertThat(longest).isGreaterThan(FIRST);

    attempts.succeeded();
    clock.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(attempts.waitAfterLoss(true, true)).isLessThanOrEqualTo(FIRST);
  }

  @Test
  @DisplayName("wait as long as a server asked for that goes away, once, and go where it said")
  void requested() {
    attempts.redirect(List.of("d:1"), Duration.ofSeconds(5));

    assertThat(attempts.waitAfterLoss(true, true)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(attempts.address()).hasToString("d:1");
    assertThat(attempts.waitAfterLoss(true, true)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("are in no hurry when there is one address only")
  void alone() {
    assertThat(attempts("a").haveAlternatives()).isFalse();
    assertThat(attempts.haveAlternatives()).isTrue();
  }

  private Attempts attempts(String... hosts) {
    List<ServerAddress> addresses =
        List.of(hosts).stream().map(host -> new ServerAddress(host, 1)).toList();
    ReconnectPolicy policy = ReconnectPolicy.backoff(FIRST, LONGEST);
    return new Attempts(addresses, policy, new Random(1), clock::get);
  }
}
