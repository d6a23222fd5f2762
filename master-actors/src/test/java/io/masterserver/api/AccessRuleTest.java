package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An access rule")
class AccessRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"anyone", "authenticated", "permission 1", "permission 25", "admin", "nobody"})
  void is_read_from_its_text(String text) {
    assertThat(AccessRule.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Anyone",
        "any",
        "permission",
        "permission 0",
        "permission -1",
        "permission 1.5",
        "permission 99999999999",
        "nobody ",
        "admin authenticated"
      })
  void is_refused_when_it_is_none_and_what_is_allowed_is_said(String text) {
    assertThatThrownBy(() -> AccessRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "access rule: '%s' (expected: anyone, authenticated, permission N with N of 1 or more, admin, or nobody)",
            text);
  }
}
