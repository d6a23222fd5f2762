package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.session.SessionResumed;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of a session")
class ProgressTest {

  private final Progress progress = new Progress();

  @Test
  @DisplayName("is none when three resumptions in a row bring nothing across")
  void stuck() {
    assertThat(resumed(1, 1, 2)).isFalse();
    assertThat(resumed(1, 1, 2)).isFalse();
    assertThat(resumed(1, 1, 2)).isFalse();
    assertThat(resumed(1, 1, 2)).isTrue();
  }

  @Test
  @DisplayName("is there when nothing waits to get across")
  void idle() {
    for (int i = 0; i < 10; i++) {
      assertThat(resumed(2, 1, 2)).isFalse();
    }
  }

  @Test
  @DisplayName("is there when the server has had more, or was heard")
  void gets_on() {
    for (int i = 0; i < 10; i++) {
      assertThat(resumed(i, 0, 100)).isFalse();
    }
    for (int i = 0; i < 10; i++) {
      assertThat(resumed(10, i, 100)).isFalse();
    }
  }

  private boolean resumed(long received, long heard, long passedOn) {
    return progress.isStuckAt(new SessionResumed(received, false, List.of()), heard, passedOn);
  }
}
