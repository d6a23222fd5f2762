package io.masterserver.bench.soak.client;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.TokenLogIn;
import io.masterserver.core.wire.Status;
import java.io.IOException;
import java.util.Optional;

/** Log-ins, and what needs one. */
final class AccountSteps {

  /** Passwords are hashed when nothing else is to do; if that is never, the server says so. */
  private static final String BUSY = "The server is busy";

  /** A token takes an account from nobody who has just been taken it from another. */
  private static final String ELSEWHERE = "Logged in elsewhere a moment ago";

  private AccountSteps() {}

  static void guest(Visit visit) throws IOException {
    if (visit.isLoggedIn()) {
      secondLogIn(visit);
      return;
    }
    LogInResult result = visit.success(AuthOperations.LOG_IN_AS_GUEST, Empty.EMPTY);
    if (!result.account().guest()) {
      throw new WrongAnswer("log-in-as-guest: not a guest: " + result.account().username());
    }
    visit.setLoggedIn(true);
  }

  private static void secondLogIn(Visit visit) throws IOException {
    Response<?> response = visit.ask(AuthOperations.LOG_IN_AS_GUEST, Empty.EMPTY);
    require(response, Status.UNAUTHORIZED, "Already logged in");
  }

  static void account(Visit visit) throws IOException {
    Optional<Account> account = visit.isLoggedIn() ? Optional.empty() : visit.account();
    if (account.isEmpty()) {
      return;
    }
    if (account.get().token().isEmpty()) {
      logInWithPassword(visit, account.get());
    } else {
      var token = new TokenLogIn(account.get().token());
      logInWithToken(visit, account.get(), token);
    }
  }

  private static void logInWithToken(Visit visit, Account account, TokenLogIn token)
      throws IOException {
    Response<LogInResult> response = visit.ask(AuthOperations.LOG_IN_WITH_TOKEN, token);
    if (response.isSuccess()) {
      welcome(visit, account, response.value());
    } else {
      require(response, Status.FAILED, ELSEWHERE);
    }
  }

  static void logInWithPassword(Visit visit, Account account) throws IOException {
    Response<LogInResult> response = visit.ask(AuthOperations.LOG_IN, account.passwordLogIn());
    if (response.isSuccess()) {
      welcome(visit, account, response.value());
    } else {
      require(response, Status.FAILED, BUSY);
    }
  }

  private static void welcome(Visit visit, Account account, LogInResult result) {
    if (!result.account().username().equals(account.username())) {
      throw new WrongAnswer(
          "log-in: %s (expected: %s)".formatted(result.account().username(), account.username()));
    }
    account.remember(result.token());
    visit.setLoggedIn(true);
  }

  static void who(Visit visit) throws IOException {
    if (visit.isLoggedIn()) {
      visit.success(AuthOperations.MY_ACCOUNT, Empty.EMPTY);
    } else {
      require(visit.ask(AuthOperations.MY_ACCOUNT, Empty.EMPTY), Status.UNAUTHORIZED, "");
    }
  }

  static void logOut(Visit visit) throws IOException {
    if (visit.isLoggedIn()) {
      visit.success(AuthOperations.LOG_OUT, Empty.EMPTY);
      visit.setLoggedIn(false);
      visit.forgetToken();
    }
  }

  static void require(Response<?> response, Status status, String beginning) {
    if (response.status() != status || !response.text().startsWith(beginning)) {
      throw new WrongAnswer(
          "%s '%s' (expected: %s '%s…')"
              .formatted(response.status(), response.text(), status, beginning));
    }
  }
}
