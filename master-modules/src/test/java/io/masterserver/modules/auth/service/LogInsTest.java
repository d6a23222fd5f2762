package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.ELSEWHERE;
import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.PASSWORD;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.password.Argon2Cost;
import io.masterserver.modules.auth.password.Argon2PasswordHasher;
import io.masterserver.modules.auth.password.PasswordHasher;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A log-in with a password")
class LogInsTest {

  private static final String NOT_YET = "Too many attempts: try again in 1 second";

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
  void ignores_the_case_of_the_name_and_reports_it_as_registered() {
    Account anna = test.register("Anna");

    LogInOutcome outcome = test.logIn("aNNA", PASSWORD);

    assertThat(outcome.account()).isEqualTo(anna);
    assertThat(outcome.guest()).isFalse();
    assertThat(outcome.token()).isEmpty();
  }

  @Test
  void is_refused_alike_for_a_wrong_password_and_an_unknown_name() {
    test.register("Anna");

    assertRefused(
        () -> test.logIn("Anna", "wrong horse"), Status.UNAUTHORIZED, "Invalid Credentials");
    assertRefused(() -> test.logIn("Boris", PASSWORD), Status.UNAUTHORIZED, "Invalid Credentials");
    assertRefused(() -> test.logIn("\0", PASSWORD), Status.UNAUTHORIZED, "Invalid Credentials");
  }

  @Test
  void gives_a_token_if_asked_to() {
    test.register("Anna");

    LogInOutcome outcome = test.services.logIns().withPassword("Anna", PASSWORD, true, HERE);

    assertThat(outcome.token().orElseThrow().expiresAt())
        .isEqualTo(TestServices.START.plus(Duration.ofDays(30)));
    assertThat(outcome.tokenId()).isPresent();
  }

  @Test
  void gives_no_token_when_the_password_is_changed_at_the_same_time() {
    Account anna = test.register("Anna");
    AuthServices slow =
        test.with(
            "", new LateHasher(() -> test.stores.accounts().update(anna.withPasswordHash(""))));

    assertRefused(
        () -> slow.logIns().withPassword("Anna", PASSWORD, true, HERE),
        Status.FAILED,
        "The account was changed meanwhile: try again");
    assertThat(test.services.logIns().revokeAll(anna.id())).isZero();
  }

  @Test
  void is_refused_while_the_account_is_banned() {
    test.register("Anna");
    long end = TestServices.START.plus(Duration.ofHours(1)).toEpochMilli();
    test.services.administration().ban(new AccountBan("anna", "cheating", end), HERE);

    assertRefused(
        () -> test.logIn("Anna", PASSWORD),
        Status.FAILED,
        "The account is banned until 2026-11-22T13:00:00Z: cheating");
    test.pass(Duration.ofHours(1));
    assertThat(test.logIn("Anna", PASSWORD).account().username()).isEqualTo("Anna");
  }

  @Test
  void does_not_tell_of_a_ban_without_the_right_password() {
    test.register("Anna");
    test.services.administration().ban(new AccountBan("Anna", "cheating", 0), HERE);

    assertRefused(
        () -> test.logIn("Anna", "wrong horse"), Status.UNAUTHORIZED, "Invalid Credentials");
    assertRefused(
        () -> test.logIn("Anna", PASSWORD), Status.FAILED, "The account is banned: cheating");
  }

  @Test
  void is_refused_until_the_email_is_confirmed_if_so_configured() {
    restartWith("require-confirmed-email = on");
    Account anna = test.register("Anna");

    assertRefused(
        () -> test.logIn("Anna", PASSWORD), Status.FAILED, "Confirm your email before you log in");
    test.services.emails().confirm(anna.id(), test.mailedCode(), HERE);
    assertThat(test.logIn("Anna", PASSWORD).account().emailConfirmed()).isTrue();
  }

  @Test
  void makes_an_outdated_hash_anew() {
    Account anna = test.register("Anna");
    var cost = new Argon2Cost(64, 1, 1);
    try (var dearer = new Argon2PasswordHasher(cost, 1, 10, Duration.ofSeconds(10))) {
      test.with("", dearer).logIns().withPassword("Anna", PASSWORD, true, HERE);
    }

    assertThat(test.stored(anna).passwordHash())
        .isNotEqualTo(anna.passwordHash())
        .contains("m=64,");
    assertThat(test.logIn("Anna", PASSWORD).account().id()).isEqualTo(anna.id());
  }

  @Test
  void is_refused_with_a_reason_while_too_many_passwords_are_waiting() {
    test.register("Anna");
    AuthServices busy = test.with("", new BusyHasher());

    assertRefused(
        () -> busy.logIns().withPassword("Anna", PASSWORD, false, HERE),
        Status.FAILED,
        "The server is busy: try again in a moment");
  }

  @Test
  void is_not_even_tried_for_a_while_after_too_many_wrong_passwords() {
    test.register("Anna");
    failTimes(5, "Anna");

    assertRefused(() -> test.logIn("anna", PASSWORD), Status.RATE_LIMITED, NOT_YET);
    test.pass(Duration.ofSeconds(1));
    assertThat(test.logIn("Anna", PASSWORD).account().username()).isEqualTo("Anna");
  }

  @Test
  void is_limited_alike_for_a_name_that_nobody_has() {
    failTimes(5, "Nobody");

    assertRefused(() -> test.logIn("Nobody", PASSWORD), Status.RATE_LIMITED, NOT_YET);
  }

  @Test
  void has_to_wait_twice_as_long_after_each_further_wrong_password() {
    test.register("Anna");
    failTimes(5, "Anna");

    for (int seconds = 1; seconds <= 8; seconds *= 2) {
      test.pass(Duration.ofSeconds(seconds));
      failTimes(1, "Anna");
    }

    assertRefused(
        () -> test.logIn("Anna", PASSWORD),
        Status.RATE_LIMITED,
        "Too many attempts: try again in 16 seconds");
  }

  @Test
  void starts_counting_anew_for_the_account_after_the_right_password() {
    test.register("Anna");
    failTimes(4, "Anna");
    test.logIn("Anna", PASSWORD);
    failTimes(4, "Anna");

    assertThat(test.logIn("Anna", PASSWORD).account().username()).isEqualTo("Anna");
  }

  @Test
  void is_limited_by_address_whatever_names_are_tried() {
    restartWith("limits.failures-per-address = 3");
    test.register("Anna");
    failTimes(1, "Nobody1");
    failTimes(1, "Nobody2");
    test.logIn("Anna", PASSWORD);
    failTimes(1, "Nobody3");

    assertRefused(() -> test.logIn("Anna", PASSWORD), Status.RATE_LIMITED, NOT_YET);
    assertThat(
            test.services
                .logIns()
                .withPassword("Anna", PASSWORD, false, ELSEWHERE)
                .account()
                .username())
        .isEqualTo("Anna");
  }

  @Test
  @DisplayName("checks no more passwords than are free, however many come at once")
  void many_at_once() throws Exception {
    test.register("Anna");
    var start = new CountDownLatch(1);
    Callable<String> attempt =
        () -> {
          start.await();
          try {
            return test.logIn("Anna", "wrong horse").toString();
          } catch (Refused e) {
            return String.valueOf(e.getMessage());
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = Stream.generate(() -> threads.submit(attempt)).limit(40).toList();
      start.countDown();

      assertThat(answers)
          .extracting(answer -> answer.get())
          .filteredOn("Invalid Credentials"::equals)
          .hasSize(5);
    }
  }

  private void failTimes(int times, String username) {
    for (int i = 0; i < times; i++) {
      assertRefused(
          () -> test.logIn(username, "wrong horse"), Status.UNAUTHORIZED, "Invalid Credentials");
    }
  }

  /** Finds every password right, after something else has happened. */
  private record LateHasher(Runnable meanwhile) implements PasswordHasher {

    @Override
    public String hash(String password) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verdict verify(String password, String stored) {
      meanwhile.run();
      return Verdict.RIGHT;
    }
  }
}
