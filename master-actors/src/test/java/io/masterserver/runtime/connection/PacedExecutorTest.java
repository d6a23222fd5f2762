package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What strangers make the server compute")
class PacedExecutorTest {

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final Deque<Runnable> dispatched = new ArrayDeque<>();
  private final Deque<Runnable> timers = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private long now;
  private long returned;

  private PacedExecutor withLanes(int lanes) {
    return new PacedExecutor(
        lanes, dispatched::add, this::startTimer, () -> this.now, () -> this.returned);
  }

  private void startTimer(Duration delay, Runnable task) {
    waits.add(delay);
    timers.add(task);
  }

  private Runnable task(String name, Duration cost) {
    return () -> {
      now += cost.toNanos();
      done.add(name);
    };
  }

  private void runAll() {
    for (Runnable next = dispatched.poll(); next != null; next = dispatched.poll()) {
      next.run();
    }
  }

  @Test
  void is_done_one_after_another_with_four_fifths_of_the_time_for_others() {
    PacedExecutor executor = withLanes(1);
    executor.execute(task("first", MILLISECOND));
    executor.execute(task("second", MILLISECOND));

    runAll();
    assertThat(done).containsExactly("first");
    assertThat(waits).containsExactly(MILLISECOND.multipliedBy(4));

    now += waits.getFirst().toNanos();
    timers.remove().run();
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void costs_nothing_when_nobody_needs_it_any_more() {
    PacedExecutor executor = withLanes(1);
    for (int i = 0; i < 100; i++) {
      executor.execute(task("nothing", Duration.ZERO));
    }

    runAll();

    assertThat(done).hasSize(100);
  }

  @Test
  void does_not_wait_for_ever_after_what_took_long() {
    PacedExecutor executor = withLanes(1);
    executor.execute(task("first", Duration.ofSeconds(1)));

    runAll();

    assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofMillis(20)));
  }

  @Test
  void is_done_at_once_while_clients_come_back() {
    PacedExecutor executor = withLanes(1);
    returned = 1;
    executor.execute(task("first", MILLISECOND));
    executor.execute(task("second", MILLISECOND));

    runAll();

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void is_done_in_several_lanes_at_the_same_time() {
    PacedExecutor executor = withLanes(2);
    executor.execute(task("first", MILLISECOND));
    executor.execute(task("second", MILLISECOND));

    runAll();

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void goes_on_after_what_has_failed() {
    PacedExecutor executor = withLanes(1);
    executor.execute(
        () -> {
          throw new IllegalStateException("broken on purpose");
        });
    executor.execute(task("second", MILLISECOND));

    assertThatThrownBy(() -> dispatched.remove().run()).hasMessage("broken on purpose");
    runAll();

    assertThat(done).containsExactly("second");
  }
}
