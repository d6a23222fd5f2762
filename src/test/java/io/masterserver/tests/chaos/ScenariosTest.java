package io.masterserver.tests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.tests.chaos.LogInPair.Policy;
import io.masterserver.tests.chaos.stage.Stage;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @Test
  @DisplayName("with killed nodes holds")
  void node_kill() {
    var scenario = new NodeKill(false);
    assertHolds(
        scenario,
        scenario
            .sizes()
            .changed("clients", 30)
            .changed("kills", 1)
            .changed("period-ms", 100)
            .changed("between", 1)
            .changed("away-ms", 60_000));
  }

  @Test
  @DisplayName("with all nodes replaced under load holds")
  void rolling_replacement() {
    var scenario = new RollingReplacement();
    assertHolds(
        scenario,
        scenario.sizes().changed("clients", 10).changed("period-ms", 100).changed("between", 1));
  }

  @ParameterizedTest(name = "under {0}")
  @EnumSource(Policy.class)
  @DisplayName("with two that log in to one account at the same moment holds")
  void simultaneous_log_ins(Policy policy) {
    var scenario = new SimultaneousLogIns(policy);
    assertHolds(scenario, scenario.sizes().changed("pairs", 8).changed("lanes", 2));
  }
}
