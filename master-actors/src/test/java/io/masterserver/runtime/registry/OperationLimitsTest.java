package io.masterserver.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The limits of operations")
class OperationLimitsTest {

  private static OperationLimits limits(String entries) {
    return OperationLimits.from(
        ConfigFactory.parseString(
            "master.limits.operations {\n" + entries + "\n}",
            ConfigParseOptions.defaults().setOriginDescription("my.conf")));
  }

  @Test
  void are_those_of_the_configuration() {
    OperationLimits limits =
        limits(
            """
            log-in { rate = 2, burst = 5 }
            echo { rate = 0.5, burst = 1 }
            ping { rate = 0, burst = 1 }
            register = null
            """);

    OperationLimit echo = limits.limitOf("echo");
    OperationLimit logIn = limits.limitOf("log-in");
    assertThat(echo.rate().perSecond()).isEqualTo(0.5);
    assertThat(logIn.rate().perSecond()).isEqualTo(2);
    assertThat(Set.of(echo.place(), logIn.place())).containsExactlyInAnyOrder(0, 1);
    assertThat(echo.places()).isEqualTo(2);
    assertThat(limits.limitOf("ping")).isNull();
    assertThat(limits.limitOf("register")).isNull();
  }

  @Test
  void tell_a_client_what_the_limit_is_and_how_long_to_wait() {
    MessageRate rate = limits("echo { rate = 0.5, burst = 1 }").limitOf("echo").rate();

    assertThat(rate.refusal(1_999_999_999))
        .isEqualTo(
            "Too many messages 'echo' of this client: the limit is 0.5 a second"
                + " (try again in 2.0 s)");
    assertThat(rate.refusal(1)).endsWith("(try again in 0.1 s)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "echo = 5 | master.limits.operations.echo: not a limit (expected: {",
        "echo { rate = 1 } | master.limits.operations.echo: not a limit (expected: {",
        "echo { rate = 1, burst = 1, brust = 2 } | master.limits.operations.echo: not a limit",
        "echo { rate = -1, burst = 1 } | master.limits.operations.echo.rate: -1.0 (expected: 0..10000000",
        "echo { rate = 0.0001, burst = 1 } | master.limits.operations.echo.rate: 1.0E-4 (expected: 0 for no limit, or 0.001..10000000",
        "echo { rate = 1, burst = 0 } | master.limits.operations.echo.burst: 0 (expected: 1..10000000"
      })
  void are_refused_when_they_are_wrong(String entry, String why) {
    assertThatThrownBy(() -> limits(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why)
        .hasMessageContaining("set in my.conf: 2");
  }

  @Test
  void must_be_of_operations_that_there_are() {
    OperationLimits limits = limits("lgo-in { rate = 0, burst = 1 }");

    assertThat(limits.unknownEntry(Set.of("echo", "log-in")))
        .contains(
            "master.limits.operations.lgo-in: no module that runs handles such an operation"
                + " (did you mean log-in? set in my.conf: 2)");
    assertThat(limits.unknownEntry(Set.of("lgo-in"))).isEmpty();
  }
}
