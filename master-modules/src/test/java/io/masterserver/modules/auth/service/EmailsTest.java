package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.PASSWORD;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.EmailConfirmation;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The confirmation of an e-mail")
class EmailsTest {

  private static final String EMAIL = "anna@example.org";

  private final TestServices test = new TestServices("require-email = off");
  private final Emails emails = test.services.emails();
  private final Account anna = test.register("Anna");

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void needs_the_code_that_was_mailed() {
    emails.requestConfirmation(anna.id(), HERE);

    assertRefused(
        () -> emails.confirm(anna.id(), "AAAAAAAA", HERE),
        Status.UNAUTHORIZED,
        "Invalid code provided");
    Confirmed confirmed = emails.confirm(anna.id(), test.mailedCode(), HERE);

    assertThat(confirmed.newly()).isTrue();
    assertThat(test.stored(anna)).isEqualTo(confirmed.account());
    assertThat(confirmed.account().emailConfirmed()).isTrue();
    assertThat(test.mails().getLast().template()).isEqualTo("email-confirmation");
  }

  @Test
  void says_so_when_it_was_confirmed_already() {
    emails.requestConfirmation(anna.id(), HERE);
    emails.confirm(anna.id(), test.mailedCode(), HERE);

    assertThat(emails.confirm(anna.id(), "whatever", HERE).newly()).isFalse();
    assertRefused(
        () -> emails.requestConfirmation(anna.id(), HERE),
        Status.FAILED,
        "Your email is already confirmed");
  }

  @Test
  void is_refused_for_an_account_without_an_email() {
    Account boris =
        test.services.registrations().register(new NewAccount("Boris", PASSWORD, ""), HERE);

    assertRefused(
        () -> emails.requestConfirmation(boris.id(), HERE),
        Status.FAILED,
        "The account has no email");
    assertRefused(
        () -> emails.confirm(boris.id(), "AAAAAAAA", HERE),
        Status.FAILED,
        "The account has no email");
  }

  @Test
  void says_how_long_to_wait_for_the_next_mail() {
    emails.requestConfirmation(anna.id(), HERE);

    assertRefused(
        () -> emails.requestConfirmation(anna.id(), HERE),
        Status.RATE_LIMITED,
        "Too many attempts: try again in 60 seconds");
  }

  @Test
  void works_without_being_logged_in() {
    emails.requestCode(EMAIL, HERE);

    Account confirmed = emails.confirm(new EmailConfirmation(EMAIL, test.mailedCode()), HERE);

    assertThat(confirmed.id()).isEqualTo(anna.id());
    assertThat(confirmed.emailConfirmed()).isTrue();
  }

  @Test
  void sends_no_code_to_an_email_that_is_confirmed_or_unknown_and_does_not_tell() {
    emails.requestCode(EMAIL, HERE);
    emails.confirm(anna.id(), test.mailedCode(), HERE);

    emails.requestCode(EMAIL, HERE);
    emails.requestCode("nobody@example.org", HERE);

    assertThat(test.mails()).hasSize(1);
  }

  @Test
  void does_not_take_the_code_that_resets_a_password() {
    test.services.passwords().requestReset(EMAIL, HERE);

    assertRefused(
        () -> emails.confirm(anna.id(), test.mailedCode(), HERE),
        Status.UNAUTHORIZED,
        "Invalid code provided");
  }
}
