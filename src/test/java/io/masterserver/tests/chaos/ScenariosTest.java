package io.masterserver.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.tests.chaos.stage.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("In small, a scenario")
@Timeout(180)
class ScenariosTest {

  private static void assertHolds(Scenario scenario, Sizes sizes) {
    try (Stage stage =
        Stage.open(Path.of("target", "chaos", scenario.name()), "-XX:TieredStopAtLevel=1")) {
      assertThat(scenario.play(stage, sizes).violations()).isEmpty();
    }
  }

  @Test
  @DisplayName("with a module that dies every second holds")
  void module_crash() {
    var scenario = new ModuleCrash();
    assertHolds(scenario, scenario.sizes().changed("seconds", 5).changed("clients", 3));
  }

  @Test
  @DisplayName("with a database that is away holds")
  void database_away() {
    var scenario = new DatabaseAway();
    assertHolds(
        scenario,
        scenario
            .sizes()
            .changed("before", 1)
            .changed("away", 3)
            .changed("after", 5)
            .changed("clients", 1));
  }
}
