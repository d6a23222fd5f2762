package io.masterserver.runtime.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.runtime.eventloop.SleepingLoop.Mistake;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The inbox of an event loop")
class InboxTest {

  private static final int PRODUCERS = 3;

  private static List<SleepingLoop> ends(boolean stops, Mistake mistake) {
    return AllOrders.ends(() -> new SleepingLoop(PRODUCERS, stops, mistake));
  }

  @Test
  void never_lets_the_loop_sleep_on_a_task_whatever_the_order_of_steps() {
    assertThat(ends(false, Mistake.NONE))
        .isNotEmpty()
        .allSatisfy(end -> assertThat(end.forgotten()).isEmpty())
        .allSatisfy(end -> assertThat(end.run).hasSize(PRODUCERS));
  }

  @Test
  void has_each_task_either_run_or_refused_when_the_loop_ends() {
    assertThat(ends(true, Mistake.NONE))
        .isNotEmpty()
        .allSatisfy(end -> assertThat(end.forgotten()).isEmpty())
        .allSatisfy(end -> assertThat(end.doneTwice()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = Mistake.class,
      names = {"LOOKS_BEFORE_IT_LIES_DOWN", "RINGS_BEFORE_IT_PUTS"})
  void would_lose_a_wake_up_in_another_order(Mistake mistake) {
    assertThat(ends(false, mistake)).anySatisfy(end -> assertThat(end.forgotten()).isNotEmpty());
  }

  @Test
  void would_lose_a_task_if_the_loop_took_the_last_before_it_closes() {
    assertThat(ends(true, Mistake.TAKES_BEFORE_IT_CLOSES))
        .anySatisfy(end -> assertThat(end.forgotten()).isNotEmpty());
  }

  @Test
  void refuses_what_comes_when_the_loop_has_ended() {
    var inbox = new Inbox(() -> {});
    inbox.close();

    assertThatThrownBy(() -> inbox.put(() -> {})).isInstanceOf(RejectedExecutionException.class);
    assertThat(inbox.isEmpty()).isTrue();
  }
}
