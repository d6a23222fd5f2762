package io.masterserver.modules.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A vigil")
class VigilTest {

  private final Vigil vigil = new Vigil(Duration.ofMillis(15), Duration.ofMillis(60));

  private boolean lookUntil(long first, long last) {
    boolean enough = false;
    for (long millis = first; millis <= last; millis += 5) {
      enough = vigil.look(millis);
    }
    return enough;
  }

  @Test
  void lasts_long_enough_after_its_time() {
    assertThat(lookUntil(1000, 1055)).isFalse();
    assertThat(vigil.look(1060)).isTrue();
    assertThat(vigil.look(1075)).isTrue();
  }

  @Test
  void begins_anew_after_a_gap() {
    lookUntil(1000, 1100);

    assertThat(lookUntil(1116, 1171)).isFalse();
    assertThat(vigil.look(1176)).isTrue();
  }

  @Test
  void begins_anew_when_the_clock_goes_back() {
    lookUntil(1000, 1100);

    assertThat(vigil.look(1099)).isFalse();
  }
}
