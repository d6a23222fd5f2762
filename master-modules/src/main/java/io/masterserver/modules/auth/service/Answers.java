package io.masterserver.modules.auth.service;

import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import java.time.Duration;

/** What clients are told when the answer is no. Clients show and compare these: they stay. */
final class Answers {

  private Answers() {}

  static Refused invalidCredentials() {
    return new Refused(Status.UNAUTHORIZED, "Invalid Credentials");
  }

  static Refused invalidCode() {
    return new Refused(Status.UNAUTHORIZED, "Invalid code provided");
  }

  static Refused invalidEmail() {
    return new Refused(Status.ERROR, "Invalid Email");
  }

  static Refused invalid(String text) {
    return new Refused(Status.INVALID, text);
  }

  static Refused failed(String text) {
    return new Refused(Status.FAILED, text);
  }

  /**
   * @param wait rounded up, so that who waits this long is let in
   */
  static Refused tooManyAttempts(Duration wait) {
    long seconds = Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    return new Refused(
        Status.RATE_LIMITED,
        "Too many attempts: try again in %d %s"
            .formatted(seconds, seconds == 1 ? "second" : "seconds"));
  }

  static Refused busy() {
    return failed("The server is busy: try again in a moment");
  }

  static Refused noSuchAccount() {
    return failed("There is no such account");
  }

  static Refused noEmail() {
    return failed("The account has no email");
  }

  static Refused changedMeanwhile() {
    return failed("The account was changed meanwhile: try again");
  }

  static Refused banned(Account.Ban ban) {
    return failed(
        ban.until()
            .map(until -> "The account is banned until %s: %s".formatted(until, ban.reason()))
            .orElseGet(() -> "The account is banned: " + ban.reason()));
  }
}
