package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.ELSEWHERE;
import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.PASSWORD;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.mail.Mail;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A new password")
class PasswordsTest {

  private static final String NEW = "battery staple";
  private static final String EMAIL = "anna@example.org";
  private static final String WRONG_CODE = "Invalid code provided";

  private TestServices test = new TestServices();
  private Account anna = test.register("Anna");

  @AfterEach
  void close() {
    test.close();
  }

  @Nested
  @DisplayName("by who is logged in")
  class Changed {

    @Test
    void takes_the_place_of_the_old_one() {
      change(PASSWORD, NEW);

      assertThat(test.logIn("Anna", NEW).account().id()).isEqualTo(anna.id());
      assertRefused(() -> test.logIn("Anna", PASSWORD), Status.UNAUTHORIZED, "Invalid Credentials");
    }

    @Test
    void is_refused_without_the_old_one() {
      assertRefused(() -> change("wrong horse", NEW), Status.UNAUTHORIZED, "Invalid Credentials");
    }

    @Test
    void is_refused_when_it_is_too_short() {
      assertRefused(
          () -> change(PASSWORD, "short"),
          Status.INVALID,
          "Password is too short: 8 to 128 characters");
    }

    @Test
    void ends_the_tokens_of_all_other_clients() {
      IssuedToken other = test.remember("Anna");
      LogInOutcome own = test.services.logIns().withPassword("Anna", PASSWORD, true, HERE);

      test.services
          .passwords()
          .change(anna.id(), new PasswordChange(PASSWORD, NEW), own.tokenId(), HERE);

      assertRefused(
          () -> test.services.logIns().withToken(other.text(), HERE),
          Status.UNAUTHORIZED,
          "Invalid Credentials");
      String kept = own.token().orElseThrow().text();
      assertThat(test.services.logIns().withToken(kept, HERE).account().id()).isEqualTo(anna.id());
    }

    @Test
    void counts_wrong_old_ones_like_wrong_log_ins() {
      for (int i = 0; i < 5; i++) {
        assertRefused(() -> change("wrong horse", NEW), Status.UNAUTHORIZED, "Invalid Credentials");
      }

      assertRefused(
          () -> test.logIn("Anna", PASSWORD),
          Status.RATE_LIMITED,
          "Too many attempts: try again in 1 second");
    }

    private void change(String old, String wanted) {
      test.services
          .passwords()
          .change(anna.id(), new PasswordChange(old, wanted), Optional.empty(), HERE);
    }
  }

  @Nested
  @DisplayName("with a code")
  class Reset {

    @Test
    void takes_the_place_of_the_old_one_and_ends_all_tokens() {
      IssuedToken token = test.remember("Anna");
      request(EMAIL);

      Account account = reset(EMAIL, test.mailedCode());

      assertThat(account.emailConfirmed()).isTrue();
      assertThat(test.logIn("Anna", NEW).account()).isEqualTo(account);
      assertRefused(
          () -> test.services.logIns().withToken(token.text(), HERE),
          Status.UNAUTHORIZED,
          "Invalid Credentials");
    }

    @Test
    void is_mailed_to_the_email_as_it_was_registered() {
      request("ANNA@EXAMPLE.ORG");

      Mail mail = test.mails().getLast();
      assertThat(mail.to()).isEqualTo("Anna@example.org");
      assertThat(mail.template()).isEqualTo("password-reset");
      assertThat(mail.values()).containsEntry("username", "Anna").containsEntry("minutes", "15");
      assertThat(mail.notAfter()).isEqualTo(test.now().plus(Duration.ofMinutes(15)));
      assertThat(test.mailedCode()).matches("[A-HJ-NP-Z2-9]{8}");
    }

    @Test
    void takes_a_code_as_people_type_it() {
      request(EMAIL);

      assertThat(reset(EMAIL, " " + test.mailedCode().toLowerCase() + " ").id())
          .isEqualTo(anna.id());
    }

    @Test
    @DisplayName("answers alike whether an account has the email (MSF defect 7)")
    void reveals_nothing() {
      assertThatCode(() -> request("nobody@example.org")).doesNotThrowAnyException();
      assertThatCode(() -> request("no e-mail")).doesNotThrowAnyException();
      assertThat(test.mails()).isEmpty();
      assertRefused(() -> reset("nobody@example.org", "AAAAAAAA"), Status.UNAUTHORIZED, WRONG_CODE);
    }

    @Test
    void reveals_whether_an_account_has_the_email_if_so_configured() {
      restartWith("reveal-emails = on");

      assertRefused(
          () -> request("nobody@example.org"), Status.FAILED, "No account has this email");
    }

    @Test
    @DisplayName("is refused when the code has expired (MSF defect 7)")
    void codes_expire() {
      request(EMAIL);
      test.pass(Duration.ofMinutes(15));

      assertRefused(() -> reset(EMAIL, test.mailedCode()), Status.UNAUTHORIZED, WRONG_CODE);
    }

    @Test
    @DisplayName("is refused after too many wrong codes (MSF defect 7)")
    void tries_are_limited() {
      restartWith("limits.failures-per-account = 100");
      request(EMAIL);
      for (int i = 0; i < 5; i++) {
        assertRefused(() -> reset(EMAIL, "AAAAAAAA"), Status.UNAUTHORIZED, WRONG_CODE);
      }

      assertRefused(() -> reset(EMAIL, test.mailedCode()), Status.UNAUTHORIZED, WRONG_CODE);
    }

    @Test
    void takes_a_code_once() {
      request(EMAIL);
      reset(EMAIL, test.mailedCode());

      assertRefused(() -> reset(EMAIL, test.mailedCode()), Status.UNAUTHORIZED, WRONG_CODE);
    }

    @Test
    void does_not_use_a_code_up_while_the_server_is_busy() {
      request(EMAIL);
      var reset = new PasswordReset(EMAIL, test.mailedCode(), NEW);
      AuthServices busy = test.with("", new BusyHasher());

      assertRefused(
          () -> busy.passwords().reset(reset, HERE),
          Status.FAILED,
          "The server is busy: try again in a moment");
      assertThat(test.services.passwords().reset(reset, HERE).id()).isEqualTo(anna.id());
    }

    @Test
    void has_to_wait_after_wrong_codes_whether_an_account_has_the_email_or_not() {
      for (String email : new String[] {EMAIL, "nobody@example.org"}) {
        for (int i = 0; i < 5; i++) {
          assertRefused(() -> reset(email, "AAAAAAAA"), Status.UNAUTHORIZED, WRONG_CODE);
        }

        assertRefused(
            () -> reset(email, "AAAAAAAA"),
            Status.RATE_LIMITED,
            "Too many attempts: try again in 1 second");
      }
    }

    @Test
    void sends_one_mail_a_minute_and_says_nothing_of_it() {
      request(EMAIL);
      request(EMAIL);
      assertThat(test.mails()).hasSize(1);

      test.pass(Duration.ofMinutes(1));
      request(EMAIL);
      assertThat(test.mails()).hasSize(2);
    }

    @Test
    void limits_the_mails_that_one_address_can_cause() {
      restartWith("limits.mails-per-hour = 1");
      request("nobody@example.org");

      assertRefused(
          () -> request(EMAIL),
          Status.RATE_LIMITED,
          "Too many attempts: try again in 3600 seconds");
      test.services.passwords().requestReset(EMAIL, ELSEWHERE);
      assertThat(test.mails()).hasSize(1);
    }

    @Test
    void lets_the_owner_in_at_once_after_somebody_else_has_guessed() {
      request(EMAIL);
      for (int i = 0; i < 5; i++) {
        assertRefused(
            () -> test.logIn("Anna", "wrong horse"), Status.UNAUTHORIZED, "Invalid Credentials");
      }

      reset(EMAIL, test.mailedCode());

      assertThat(test.logIn("Anna", NEW).account().id()).isEqualTo(anna.id());
    }

    private void request(String email) {
      test.services.passwords().requestReset(email, HERE);
    }

    private Account reset(String email, String code) {
      return test.services.passwords().reset(new PasswordReset(email, code, NEW), HERE);
    }

    private void restartWith(String settings) {
      test.close();
      test = new TestServices(settings);
      anna = test.register("Anna");
    }
  }
}
