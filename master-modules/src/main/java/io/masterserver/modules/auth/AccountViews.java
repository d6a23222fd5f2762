package io.masterserver.modules.auth;

import io.masterserver.core.packet.auth.AccountDetails;
import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.service.IssuedToken;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.session.LiveSession;
import java.time.Instant;
import java.util.Optional;

/** An account, as each of those who see it sees it. */
final class AccountViews {

  private AccountViews() {}

  static AuthSession session(LiveSession session) {
    Account account = session.account();
    return new AuthSession(
        account.id(), account.username(), session.guest(), account.admin(), account.properties());
  }

  static AccountView module(LiveSession session) {
    return module(session.account(), session.guest());
  }

  static AccountView module(Account account, boolean guest) {
    return new AccountView(
        account.id(), account.username(), guest, account.admin(), account.properties());
  }

  static AccountInfo owner(Account account, boolean guest) {
    return new AccountInfo(account.username(), account.admin(), guest, account.properties());
  }

  static AccountInfo owner(LogInOutcome outcome) {
    return owner(outcome.account(), outcome.guest());
  }

  static LogInResult logIn(LogInOutcome outcome) {
    Optional<IssuedToken> token = outcome.token();
    return new LogInResult(
        owner(outcome),
        token.map(IssuedToken::text).orElse(""),
        token.map(issued -> issued.expiresAt().toEpochMilli()).orElse(0L));
  }

  static AccountDetails administrator(Account account, Instant now) {
    Optional<Account.Ban> ban = account.ban().filter(one -> !one.isOver(now));
    return new AccountDetails(
        account.id(),
        account.username(),
        account.email().orElse(""),
        account.emailConfirmed(),
        account.admin(),
        ban.isPresent(),
        ban.map(Account.Ban::reason).orElse(""),
        ban.flatMap(Account.Ban::until).map(Instant::toEpochMilli).orElse(0L),
        account.createdAt().toEpochMilli(),
        account.properties());
  }
}
