package io.masterserver.modules.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A hashing gate")
@Timeout(20)
class HashingGateTest {

  private static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);
  private static final Duration LONG = Duration.ofSeconds(15);

  private final CountDownLatch hasBegun = new CountDownLatch(1);
  private final CountDownLatch mayFinish = new CountDownLatch(1);
  private final List<HashingGate> gates = new ArrayList<>();

  @AfterEach
  void close() {
    mayFinish.countDown();
    gates.forEach(HashingGate::close);
  }

  @Test
  void lets_as_many_work_at_once_as_it_says() throws Exception {
    HashingGate gate = gate(2, 8, LONG);
    var atWork = new AtomicInteger();
    var most = new AtomicInteger();
    List<FutureTask<String>> callers = new ArrayList<>();

    for (int i = 0; i < 8; i++) {
      callers.add(
          caller(
              gate,
              () -> {
                most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                for (int turn = 0; turn < 1000; turn++) {
                  Thread.yield();
                }
                atWork.decrementAndGet();
                return "done";
              }));
    }

    for (FutureTask<String> caller : callers) {
      assertThat(caller.get(10, TimeUnit.SECONDS)).isEqualTo("done");
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void turns_away_who_comes_when_too_many_are_waiting() {
    HashingGate gate = gate(1, 2, LONG);
    for (int i = 0; i < 3; i++) {
      caller(gate, this::untilAllowed);
    }
    awaitInside(gate, 3);

    assertThatThrownBy(() -> gate.pass(memory -> "never"))
        .isInstanceOf(TooBusy.class)
        .hasMessage("2 passwords are waiting to be hashed (the most allowed)");
  }

  @Test
  void serves_those_who_wait() throws Exception {
    HashingGate gate = gate(1, 2, LONG);
    FutureTask<String> first = caller(gate, this::untilAllowed);
    FutureTask<String> second = caller(gate, () -> "second");
    awaitInside(gate, 2);

    mayFinish.countDown();

    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("allowed");
    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("second");
  }

  @Test
  void turns_away_whose_turn_does_not_come_in_time_and_frees_the_place() throws Exception {
    HashingGate gate = gate(1, 1, Duration.ofMillis(20));
    caller(gate, this::untilAllowed);
    hasBegun.await();

    assertThatThrownBy(() -> gate.pass(memory -> "never"))
        .isInstanceOf(TooBusy.class)
        .hasMessageContaining("its turn did not come within PT0.02S");
    assertThat(gate.inside()).isEqualTo(1);
  }

  @Test
  void frees_the_place_of_who_is_interrupted_while_waiting() throws Exception {
    HashingGate gate = gate(1, 1, LONG);
    caller(gate, this::untilAllowed);
    hasBegun.await();
    var waiter =
        new FutureTask<>(
            () -> {
              assertThatThrownBy(() -> gate.pass(memory -> "never")).isInstanceOf(TooBusy.class);
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = Thread.ofVirtual().start(waiter);
    awaitInside(gate, 2);

    thread.interrupt();

    assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(gate.inside()).isEqualTo(1);
  }

  @Test
  void goes_on_after_work_that_failed() {
    HashingGate gate = gate(1, 0, LONG);

    assertThatThrownBy(
            () ->
                gate.pass(
                    memory -> {
                      throw new UnsupportedOperationException("broken");
                    }))
        .hasRootCauseMessage("broken");

    assertThat(gate.<String>pass(memory -> "fine")).isEqualTo("fine");
  }

  @Test
  void works_on_threads_of_its_own_behind_all_others() {
    HashingGate gate = gate(1, 0, LONG);

    Thread thread = gate.pass(memory -> Thread.currentThread());

    assertThat(thread.getName()).isEqualTo("password-hash-1");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getPriority()).isEqualTo(Thread.MIN_PRIORITY);
  }

  @Test
  void turns_everybody_away_when_closed() {
    HashingGate gate = gate(1, 0, LONG);

    gate.close();

    assertThatThrownBy(() -> gate.pass(memory -> "never"))
        .isInstanceOf(TooBusy.class)
        .hasMessageContaining("the server stops");
  }

  private HashingGate gate(int atOnce, int waiting, Duration waitAtMost) {
    var gate = new HashingGate(CHEAP, atOnce, waiting, waitAtMost);
    gates.add(gate);
    return gate;
  }

  private static FutureTask<String> caller(HashingGate gate, Supplier<String> work) {
    var task = new FutureTask<>(() -> gate.pass(memory -> work.get()));
    Thread.ofVirtual().start(task);
    return task;
  }

  private String untilAllowed() {
    hasBegun.countDown();
    try {
      return mayFinish.await(15, TimeUnit.SECONDS) ? "allowed" : "late";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitInside(HashingGate gate, int count) {
    while (gate.inside() != count) {
      assertThat(Thread.interrupted()).as("out of time").isFalse();
      Thread.yield();
    }
  }
}
