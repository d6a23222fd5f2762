package io.masterserver.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.masterserver.api.AccessRule;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The access table")
class AccessTableTest {

  private static AccessTable table(String hocon) {
    return AccessTable.from(
        ConfigFactory.parseString(
            hocon, ConfigParseOptions.defaults().setOriginDescription("my.conf")));
  }

  @Test
  void has_the_rules_of_the_configuration() {
    AccessTable table =
        table("master.access { \"log-in\" = nobody, echo = permission 5, ping = null }");

    assertThat(table.ruleFor("log-in")).contains(AccessRule.nobody());
    assertThat(table.ruleFor("echo")).contains(AccessRule.permission(5));
    assertThat(table.ruleFor("ping")).isEmpty();
    assertThat(table.ruleFor("register")).isEmpty();
  }

  @Test
  void may_be_missing() {
    assertThat(table("master {}").ruleFor("echo")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "echo = everyone | master.access.echo: access rule: 'everyone' (expected: anyone,",
        "echo = permission 0 | master.access.echo: access rule: 'permission 0' (expected: anyone,",
        "echo = 5 | master.access.echo: not a rule (expected: \"anyone\",",
        "echo = off | master.access.echo: access rule: 'off' (expected: anyone,",
        "auth.log-in = admin | master.access.auth: not a rule (expected: \"anyone\","
      })
  void refuses_what_is_no_rule_and_says_where_it_is(String entry, String why) {
    assertThatThrownBy(() -> table("master.access {\n" + entry + "\n}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why)
        .hasMessageContaining("set in my.conf: 2");
  }

  @Test
  void says_which_entry_is_for_no_operation_and_which_was_meant() {
    AccessTable table = table("master.access {\n echo = nobody\n lgo-in = nobody\n}");

    assertThat(table.unknownEntry(Set.of("echo", "log-in", "log-out")))
        .contains(
            "master.access.lgo-in: no module that runs handles such an operation"
                + " (did you mean log-in? set in my.conf: 3)");
    assertThat(table.unknownEntry(Set.of("echo", "lgo-in"))).isEmpty();
  }
}
