package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.StoredCode.Purpose;
import io.masterserver.modules.auth.service.Attempts.Attempt;
import io.masterserver.modules.mail.MailAddress;
import java.util.Optional;

/** Whether somebody owns an account: they know its password, or have got its mail. */
final class OwnershipProof {

  private final AccountRepository accounts;
  private final HashedPasswords passwords;
  private final MailedCodes codes;
  private final Attempts attempts;

  OwnershipProof(
      AccountRepository accounts, HashedPasswords passwords, MailedCodes codes, Attempts attempts) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.codes = codes;
    this.attempts = attempts;
  }

  /**
   * Returns the account, with its hash made anew if it was outdated.
   *
   * @param event what it is for, in the audit log
   * @throws Refused if the password is wrong, or too many were
   */
  Account byPassword(String event, Account account, String password, PeerInfo from) {
    try (Attempt attempt = attempts.begin(event, Attempts.byUsername(account.username()), from)) {
      Optional<Account> right = passwords.check(Optional.of(account), password);
      if (right.isEmpty()) {
        throw wrong(attempt, event, Optional.of(account), from, Answers.invalidCredentials());
      }
      attempt.succeeded();
      return right.get();
    }
  }

  /**
   * Uses a code up, and returns the account whose e-mail it came to.
   *
   * @throws Refused if it is wrong, or too many were; the same if no account has the e-mail
   */
  Account byEmailAndCode(String event, String email, Purpose purpose, String code, PeerInfo from) {
    try (Attempt attempt = attempts.begin(event, Attempts.byEmail(email), from)) {
      Optional<Account> found =
          MailAddress.isValid(email) ? accounts.findByEmail(email) : Optional.empty();
      return byCode(attempt, event, found, purpose, code, from);
    }
  }

  /**
   * Uses a code up that came to the e-mail of {@code account}.
   *
   * @throws Refused if it is wrong, or too many were, or there is no e-mail
   */
  void byCode(String event, Account account, Purpose purpose, String code, PeerInfo from) {
    String email = account.email().orElseThrow(Answers::noEmail);
    try (Attempt attempt = attempts.begin(event, Attempts.byEmail(email), from)) {
      byCode(attempt, event, Optional.of(account), purpose, code, from);
    }
  }

  private Account byCode(
      Attempt attempt,
      String event,
      Optional<Account> account,
      Purpose purpose,
      String code,
      PeerInfo from) {
    Account owner =
        codes
            .use(account, purpose, code)
            .orElseThrow(() -> wrong(attempt, event, account, from, Answers.invalidCode()));
    attempt.succeeded();
    attempts.forgive(Attempts.byUsername(owner.username())); // wrong passwords were somebody else's
    return owner;
  }

  private static Refused wrong(
      Attempt attempt, String event, Optional<Account> account, PeerInfo from, Refused answer) {
    attempt.failed();
    AuditLog line = AuditLog.event(event).peer(from);
    account.ifPresent(known -> line.account(known.id(), known.username()));
    line.refused(String.valueOf(answer.getMessage()));
    return answer;
  }
}
