package io.masterserver.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The verdict of the soak")
class VerdictTest {

  @Test
  @DisplayName("is good when every check has passed")
  void passed() {
    var verdict = new Verdict(List.of(Check.same("threads", 30, 30), Check.none("peers", 0)));

    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.line()).isEqualTo("soak: passed");
  }

  @Test
  @DisplayName("is bad when one has not, and names only that")
  void failed() {
    var verdict = new Verdict(List.of(Check.same("threads", 30, 30), Check.none("peers", 2)));

    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.line()).isEqualTo("soak: FAILED: peers: 2 (expected: none)");
  }
}
