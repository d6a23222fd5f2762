package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pace of accepting, at most 1,000 connections a second")
class AcceptPaceTest {

  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Deque<Runnable> dispatched = new ArrayDeque<>();
  private final Newcomers newcomers = new Newcomers();
  private final AcceptPace pace =
      new AcceptPace(1000, dispatched::add, this::startTimer, () -> this.now, newcomers);
  private long now;
  private boolean returnsAtOnce;
  private long handshakeNanos;
  private long timerAt;
  private Runnable timer = () -> {};

  private void startTimer(Duration delay, Runnable task) {
    timerAt = now + delay.toNanos();
    timer = task;
  }

  /** Accepts for a second connections of which each keeps the dispatcher busy for so long. */
  private int acceptedInASecond(long costNanos) {
    int accepted = 0;
    long end = now + SECOND;
    while (now - end < 0) {
      accepted++;
      CompletionStage<Done> rested = pace.rest();
      now += costNanos;
      newcomers.addHandshake(handshakeNanos);
      if (returnsAtOnce) {
        newcomers.countReturn();
      }
      runAll();
      if (!rested.toCompletableFuture().isDone()) {
        now = timerAt;
        timer.run();
      }
    }
    return accepted;
  }

  private void runAll() {
    for (Runnable next = dispatched.poll(); next != null; next = dispatched.poll()) {
      next.run();
    }
  }

  @Test
  void is_the_full_one_while_connections_cost_little() {
    assertThat(acceptedInASecond(MILLISECOND / 100)).isBetween(950, 1050);
  }

  @Test
  void leaves_four_fifths_of_the_time_to_others() {
    assertThat(acceptedInASecond(MILLISECOND)).isBetween(190, 210);
  }

  @Test
  void is_never_less_than_a_tenth() {
    assertThat(acceptedInASecond(5 * MILLISECOND)).isBetween(90, 110);
  }

  @Test
  void counts_what_handshakes_of_TLS_cost_later() {
    handshakeNanos = MILLISECOND * Runtime.getRuntime().availableProcessors();

    assertThat(acceptedInASecond(MILLISECOND / 100)).isBetween(190, 210);
  }

  @Test
  void is_the_full_one_while_clients_come_back_whatever_they_cost() {
    returnsAtOnce = true;

    assertThat(acceptedInASecond(MILLISECOND / 2)).isBetween(950, 1050);
  }

  @Test
  void is_soon_as_before_when_no_more_come_back() {
    for (int i = 0; i < 10_000; i++) {
      newcomers.countReturn();
    }

    assertThat(acceptedInASecond(MILLISECOND)).isBetween(250, 300);
  }

  @Test
  void is_not_made_up_for_after_a_pause() {
    now += 10 * SECOND;

    assertThat(acceptedInASecond(MILLISECOND / 100)).isLessThan(1050);
  }

  @Test
  void waits_until_all_that_a_connection_has_begun_was_done() {
    CompletionStage<Done> rested = pace.rest();

    for (int i = 1; i < AcceptPace.ROUNDS; i++) {
      dispatched.remove().run();
      assertThat(rested.toCompletableFuture()).isNotDone();
    }
    dispatched.remove().run();
    assertThat(rested.toCompletableFuture()).isDone();
  }
}
