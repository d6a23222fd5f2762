package io.masterserver.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

@DisplayName("The command line of the bench")
class OptionsTest {

  @Test
  @DisplayName("says by default: every server, every scenario, three rounds of ten seconds")
  void defaults() {
    Options options = parse();

    assertThat(options.servers()).containsExactly(ServerKind.values());
    assertThat(options.scenarios()).hasSize(13);
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.phases().measured()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  @DisplayName("selects servers and scenarios by name")
  void selection() {
    Options options = parse("--server", "netty,master-ws", "--scenario", "ws-100x16,100x16");

    assertThat(options.servers()).containsExactly(ServerKind.NETTY, ServerKind.MASTER_WS);
    assertThat(options.scenarios())
        .extracting(Scenario::name)
        .containsExactly("100x16", "ws-100x16");
  }

  @Test
  @DisplayName("refuses a scenario that does not exist, and names those that do")
  void unknownScenario() {
    Options options = parse("--scenario", "100x17");

    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(options::scenarios)
        .withMessageContaining("'100x17' (expected: 100x1, 100x16,");
  }

  @Test
  @DisplayName("passes JVM options on one by one")
  void serverJvmOptions() {
    assertThat(parse("--server-jvm-options", "-Xlog:gc -Dkey=value").serverSettings().jvmOptions())
        .containsExactly("-Xlog:gc", "-Dkey=value");
    assertThat(parse().serverSettings().jvmOptions()).isEmpty();
  }

  private static Options parse(String... arguments) {
    var options = new Options();
    Bench.commandLine(options).parseArgs(arguments);
    return options;
  }
}
