package io.masterserver.modules.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mail address")
class MailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"anna@example.org", "a.b+c_d@mail.example.org", "o'neil@example.org", "a@b"})
  void is_a_name_and_a_domain(String address) {
    assertThat(MailAddress.isValid(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@example.org",
        "anna@",
        "anna@example..org",
        "anna@example.org.",
        "a..b@example.org",
        "anna@example.org, boris@example.org",
        "anna@example.org,boris@example.org",
        "Anna <anna@example.org>",
        "<anna@example.org>",
        "friends:anna@example.org;",
        "\"an na\"@example.org",
        "anna@[127.0.0.1]",
        "änna@example.org",
        "anna@exämple.org",
        "anna @example.org",
        "anna@example.org\n",
        "anna@example.org\r\nBcc: boris@example.org",
        "anna\u0000@example.org"
      })
  void is_nothing_else(String address) {
    assertThat(MailAddress.isValid(address)).isFalse();
  }

  @Test
  void has_at_most_254_characters() {
    String domain = "@" + "d".repeat(60) + "." + "e".repeat(60) + ".example.org";
    String longest = "a".repeat(254 - domain.length()) + domain;

    assertThat(MailAddress.isValid(longest)).isTrue();
    assertThat(MailAddress.isValid("a" + longest)).isFalse();
  }

  @Test
  void is_not_repeated_when_it_is_refused() {
    assertThatThrownBy(() -> MailAddress.parse("not valid@example.org"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one ASCII address")
        .hasMessageNotContaining("valid@")
        .hasNoCause();
  }
}
