package io.masterserver.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sizes of a scenario")
class SizesTest {

  private final Sizes sizes = Sizes.of("seconds", 60).and("clients", 20);

  @Test
  void can_be_changed() {
    assertThat(sizes.changed("clients", 5).get("clients")).isEqualTo(5);
  }

  @Test
  void are_those_that_it_has() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sizes.changed("nodes", 5))
        .withMessage("--nodes: unknown (expected: --seconds, --clients)");
  }

  @Test
  void are_at_least_one() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sizes.changed("clients", 0))
        .withMessage("--clients: 0 (expected: 1..1000000)");
  }
}
