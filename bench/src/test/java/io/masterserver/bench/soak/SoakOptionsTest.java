package io.masterserver.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

@DisplayName("The command line of the soak")
class SoakOptionsTest {

  @Test
  @DisplayName("says by default: 2000 clients for 20 minutes, as chance will have it")
  void defaults() {
    SoakOptions options = parse();

    assertThat(options.time()).isEqualTo(Duration.ofMinutes(20));
    assertThat(options.clients()).isEqualTo(2000);
    assertThat(options.seed()).isNotEqualTo(parse().seed());
  }

  @Test
  @DisplayName("says how long, how many, and what to repeat")
  void given() {
    SoakOptions options = parse("3", "--clients", "50", "--seed", "7");

    assertThat(options.time()).isEqualTo(Duration.ofMinutes(3));
    assertThat(options.clients()).isEqualTo(50);
    assertThat(options.seed()).isEqualTo(7);
  }

  @Test
  @DisplayName("refuses no time, and no clients")
  void nothing() {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(parse("0")::time)
        .withMessage("MINUTES: 0 (expected: 1 or more)");
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(parse("--clients", "-1")::clients)
        .withMessage("--clients: -1 (expected: 1 or more)");
  }

  private static SoakOptions parse(String... arguments) {
    var options = new SoakOptions();
    Soak.commandLine(options).parseArgs(arguments);
    return options;
  }
}
