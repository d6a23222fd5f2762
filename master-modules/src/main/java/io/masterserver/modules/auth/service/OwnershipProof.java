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
      Account right =
          passwords
              .check(Optional.of(account), password)
              .orElseThrow(
                  () -> wrong(attempt, Optional.of(account), Answers.invalidCredentials()));
      attempt.succeeded();
      return right;
    }
  }

  /**
   * Begins an attempt at a code that came to {@code email}.
   *
   * @param event what it is for, in the audit log
   * @throws Refused if too many codes were wrong
   */
  Attempt begin(String event, String email, PeerInfo from) {
    return attempts.begin(event, Attempts.byEmail(email), from);
  }

  /**
   * Uses a code up, and returns the account whose e-mail it came to.
   *
   * @throws Refused if it is wrong; the same if no account has the e-mail
   */
  Account byEmailAndCode(Attempt attempt, String email, Purpose purpose, String code) {
    Optional<Account> found =
        MailAddress.isValid(email) ? accounts.findByEmail(email) : Optional.empty();
    return byCode(attempt, found, purpose, code);
  }

  /**
   * Uses a code up that came to the e-mail of {@code account}.
   *
   * @throws Refused if it is wrong
   */
  Account byCode(Attempt attempt, Optional<Account> account, Purpose purpose, String code) {
    Account owner =
        codes
            .use(account, purpose, code)
            .orElseThrow(() -> wrong(attempt, account, Answers.invalidCode()));
    attempt.succeeded();
    attempts.forgive(Attempts.byUsername(owner.username())); // wrong passwords were somebody else's
    return owner;
  }

  private static Refused wrong(Attempt attempt, Optional<Account> account, Refused answer) {
    attempt.failed();
    AuditLog line = attempt.audit();
    account.ifPresent(known -> line.account(known.id(), known.username()));
    line.refused(String.valueOf(answer.getMessage()));
    return answer;
  }
}
