package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of accounts")
class AuthSettingsTest {

  @Test
  void are_safe_by_default() {
    AuthSettings settings = AuthSettings.from(config(""));

    assertThat(settings.emails().reveal()).isFalse();
    assertThat(settings.passwords()).isEqualTo(new PasswordRules(8, 128));
    assertThat(settings.codes().length()).isEqualTo(8);
    assertThat(settings.limits().failuresPerAccount()).isEqualTo(5);
  }

  @ParameterizedTest(name = "refuse {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "username.max-length = 2 | master.auth.username.max-length: 2 (expected: 3..64; set in ",
        "username.pattern = \"[\" | master.auth.username.pattern: [ (expected: a regular expression",
        "username.forbidden-words = [\"\"] | master.auth.username.forbidden-words: [] (expected: words",
        "password.min-length = 4 | master.auth.password.min-length: 4 (expected: 6..128; set in ",
        "guests.prefix = \" \" | master.auth.guests.prefix: \" \" (expected: 1..32 characters",
        "codes.length = 5 | master.auth.codes.length: 5 (expected: 6..32; set in ",
        "tokens.grace = 1h | master.auth.tokens.grace: PT1H (expected: PT0S..PT10M; set in ",
        "answer-within = 0s | master.auth.answer-within: PT0S (expected: PT1S..PT5M; set in ",
        "delete-expired-every = 0s | master.auth.delete-expired-every: PT0S (expected: PT1S..PT24H; set in ",
        "limits.first-delay = soon | master.auth.limits.first-delay: ",
        "{require-email=off, require-confirmed-email=on} | master.auth.require-email: off (expected: on",
      })
  void refuse_what_is_not_allowed(String settings, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthSettings.from(config(settings)))
        .withMessageStartingWith(message);
  }
}
