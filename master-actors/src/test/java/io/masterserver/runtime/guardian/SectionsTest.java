package io.masterserver.runtime.guardian;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The sections of a configuration")
class SectionsTest {

  private static final Config REFERENCE =
      ConfigFactory.parseString(
          """
          master { tcp { bind-port = 1, tls { key-file = "" } }, modules.echo.enabled = on }
          pekko.loglevel = INFO
          library { setting = 1 }
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp.bind-port = 1    | tcp.bind-port: no such setting (did you mean master.tcp.bind-port?;",
        "echo.enabled = off   | did you mean master.modules.echo.enabled?",
        "mastre.tcp.bind-port = 1 | did you mean master.tcp.bind-port?",
        "tcp { bind-port = ${?PORT} } | tcp.bind-port: no such setting",
        "foo = 1 | foo: no such setting (expected: one below library, master, pekko; set in",
        "master = 5           | master: 5 (expected: a section, master { ... }; set in",
        "master.tcp.tls = off | master.tcp.tls: off (expected: a section, master.tcp.tls { ... };",
        "pekko = 5            | pekko: 5 (expected: a section"
      })
  void are_the_documented_ones(String settings, String complaint) {
    assertThatThrownBy(() -> Sections.check(ConfigFactory.parseString(settings), REFERENCE))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "library.other = 2",
        "master.tcp.bind-port = ${?PORT}",
        "master.tcp = ${somewhere.else}",
        "master.tcp = { bind-port = 1 } ${somewhere.else}"
      })
  void may_be_any_that_a_library_documents(String settings) {
    assertThatCode(() -> Sections.check(ConfigFactory.parseString(settings), REFERENCE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.version", "user.name", "os.arch"})
  void may_be_those_of_system_properties(String property) {
    Config settings = ConfigFactory.systemProperties().withOnlyPath(property);

    assertThatCode(() -> Sections.check(settings, REFERENCE)).doesNotThrowAnyException();
  }
}
