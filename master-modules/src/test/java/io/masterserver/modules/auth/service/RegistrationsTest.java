package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.PASSWORD;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static io.masterserver.modules.auth.service.TestServices.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A registration")
class RegistrationsTest {

  private static final String TAKEN = "Username or email is already registered";

  private TestServices test = new TestServices();

  @AfterEach
  void close() {
    test.close();
  }

  private void restartWith(String settings) {
    test.close();
    test = new TestServices(settings);
  }

  @Test
  void stores_an_account_one_can_log_in_with() {
    Account anna = test.register("Anna");

    assertThat(test.stored(anna)).isEqualTo(anna);
    assertThat(anna.email()).contains("Anna@example.org");
    assertThat(anna.emailConfirmed()).isFalse();
    assertThat(anna.admin()).isFalse();
    assertThat(anna.passwordHash()).doesNotContain(PASSWORD);
    assertThat(test.logIn("Anna", PASSWORD).account()).isEqualTo(anna);
    assertThat(test.mails()).isEmpty();
  }

  @Test
  void is_refused_for_a_name_or_an_email_that_differs_only_in_case() {
    test.register("Anna");

    assertRefused(
        () -> register(new NewAccount("ANNA", PASSWORD, "other@example.org")),
        Status.FAILED,
        TAKEN);
    assertRefused(
        () -> register(new NewAccount("Other", PASSWORD, "ANNA@example.org")),
        Status.FAILED,
        TAKEN);
  }

  @Test
  void of_the_same_name_at_once_succeeds_for_exactly_one() {
    Callable<String> attempt =
        () -> {
          try {
            return test.register("Anna").username();
          } catch (Refused e) {
            return String.valueOf(e.getMessage());
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = Stream.generate(() -> threads.submit(attempt)).limit(8).toList();

      assertThat(answers)
          .extracting(answer -> answer.get())
          .containsExactlyInAnyOrder("Anna", TAKEN, TAKEN, TAKEN, TAKEN, TAKEN, TAKEN, TAKEN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Al, Username is too short: 3 to 12 characters",
    "Abcdefghijklm, Username is too long: 3 to 12 characters",
    "An na, Username has characters that are not allowed",
    "Ännchen, Username has characters that are not allowed",
    "aDMIN, Username is not allowed",
    "guest-7, Username is not allowed",
    "xDarnx, Username is not allowed",
  })
  void is_refused_for_a_name_that_breaks_a_rule(String username, String text) {
    restartWith("username.forbidden-words = [DARN]");

    assertRefused(() -> register(wanted(username)), Status.INVALID, text);
  }

  @Test
  void sees_through_wide_letters_where_all_letters_are_allowed() {
    restartWith("username.pattern = \"\\\\p{L}+\"");

    assertRefused(
        () -> register(new NewAccount("ａｄｍｉｎ", PASSWORD, "a@example.org")),
        Status.INVALID,
        "Username is not allowed");
  }

  @ParameterizedTest
  @CsvSource({"7, short", "129, long"})
  void is_refused_for_a_password_of_a_wrong_length(int length, String text) {
    assertRefused(
        () -> register(new NewAccount("Anna", "x".repeat(length), "a@example.org")),
        Status.INVALID,
        "Password is too " + text + ": 8 to 128 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "anna", "anna@", "@example.org", "an na@example.org", "a@b\r\nBcc: c@d"})
  void is_refused_for_what_is_no_email(String email) {
    assertRefused(
        () -> register(new NewAccount("Anna", PASSWORD, email)), Status.ERROR, "Invalid Email");
  }

  @Test
  void does_without_an_email_where_none_is_required() {
    restartWith("require-email = off");

    assertThat(register(new NewAccount("Anna", PASSWORD, "")).email()).isEmpty();
    assertThat(register(new NewAccount("Boris", PASSWORD, "")).email()).isEmpty();
  }

  @Test
  void sends_the_code_where_nobody_can_log_in_without() {
    restartWith("require-confirmed-email = on");

    test.register("Anna");

    assertThat(test.mails())
        .singleElement()
        .satisfies(mail -> assertThat(mail.to()).isEqualTo("Anna@example.org"));
  }

  @Test
  void makes_a_guest_a_full_account_with_the_same_id_and_properties() {
    Account guest = test.services.logIns().asGuest(HERE).account();
    Account player = guest.withProperties(Map.of("level", "7"));

    Account anna = test.services.registrations().upgrade(player, wanted("Anna"), HERE);

    assertThat(anna.id()).isEqualTo(guest.id());
    assertThat(test.logIn("Anna", PASSWORD).account().properties()).isEqualTo(Map.of("level", "7"));
  }

  @Test
  void is_limited_by_address() {
    restartWith("limits.registrations-per-hour = 1");
    test.register("Anna");

    assertRefused(
        () -> test.register("Boris"),
        Status.RATE_LIMITED,
        "Too many attempts: try again in 3600 seconds");
  }

  private Account register(NewAccount wanted) {
    return test.services.registrations().register(wanted, HERE);
  }
}
