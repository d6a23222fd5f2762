package io.masterserver.runtime.connection;

import static io.masterserver.runtime.connection.IdleWatch.Verdict.ASK;
import static io.masterserver.runtime.connection.IdleWatch.Verdict.GONE;
import static io.masterserver.runtime.connection.IdleWatch.Verdict.STUCK;
import static io.masterserver.runtime.connection.IdleWatch.Verdict.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that is watched")
class IdleWatchTest {

  private final IdleWatch asking = new IdleWatch(true);
  private final IdleWatch mute = new IdleWatch(false);

  @Test
  void is_there_after_a_message() {
    mute.message();

    assertThat(mute.look(false, false)).isEqualTo(THERE);
  }

  @Test
  void is_gone_after_a_silence_if_it_cannot_be_asked() {
    assertThat(mute.look(false, false)).isEqualTo(GONE);
  }

  @Test
  void is_there_while_the_server_owes_it_something() {
    assertThat(mute.look(true, false)).isEqualTo(THERE);
    assertThat(mute.look(false, false)).isEqualTo(GONE);
  }

  @Test
  void is_asked_once_and_is_gone_then() {
    assertThat(asking.look(false, false)).isEqualTo(ASK);
    assertThat(asking.look(false, false)).isEqualTo(GONE);
  }

  @Test
  void is_asked_again_after_an_answer() {
    assertThat(asking.look(false, false)).isEqualTo(ASK);
    asking.sign();
    assertThat(asking.look(false, false)).isEqualTo(THERE);
    assertThat(asking.look(false, false)).isEqualTo(ASK);
  }

  @Test
  void is_stuck_when_it_answers_but_does_not_finish_a_message() {
    asking.sign();
    assertThat(asking.look(false, true)).isEqualTo(THERE);
    asking.sign();
    assertThat(asking.look(false, true)).isEqualTo(STUCK);
  }

  @Test
  void is_not_stuck_when_it_finishes_one_message_and_begins_another() {
    asking.message();
    assertThat(asking.look(false, true)).isEqualTo(THERE);
    asking.message();
    assertThat(asking.look(false, true)).isEqualTo(THERE);
  }

  @Test
  void is_not_stuck_while_the_server_does_not_read() {
    asking.sign();
    assertThat(asking.look(true, true)).isEqualTo(THERE);
    assertThat(asking.look(false, true)).isEqualTo(ASK);
    asking.sign();
    assertThat(asking.look(false, true)).isEqualTo(STUCK);
  }
}
