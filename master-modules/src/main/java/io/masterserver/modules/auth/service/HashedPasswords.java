package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.ConcurrentChange;
import io.masterserver.modules.auth.password.PasswordHasher;
import io.masterserver.modules.auth.password.PasswordHasher.Verdict;
import io.masterserver.modules.auth.password.TooBusy;
import java.util.Optional;

/** Passwords of accounts, as they are stored. */
final class HashedPasswords {

  private final PasswordHasher hasher;
  private final AccountRepository accounts;

  HashedPasswords(PasswordHasher hasher, AccountRepository accounts) {
    this.hasher = hasher;
    this.accounts = accounts;
  }

  /**
   * @throws Refused if the server is busy
   */
  String hash(String password) {
    try {
      return hasher.hash(password);
    } catch (TooBusy e) {
      throw Answers.busy();
    }
  }

  /**
   * Returns the account if the password is its; takes as long if there is none.
   *
   * @throws Refused if the server is busy
   */
  Optional<Account> check(Optional<Account> account, String password) {
    Verdict verdict;
    try {
      verdict = hasher.verify(password, account.map(Account::passwordHash).orElse(""));
    } catch (TooBusy e) {
      throw Answers.busy();
    }
    return switch (verdict) {
      case WRONG -> Optional.empty();
      case RIGHT -> account;
      case RIGHT_BUT_OUTDATED -> account.map(outdated -> hashAnew(outdated, password));
    };
  }

  /** If not now, then at the next log-in. */
  private Account hashAnew(Account account, String password) {
    try {
      return accounts.update(account.withPasswordHash(hasher.hash(password)));
    } catch (TooBusy | ConcurrentChange e) {
      return account;
    }
  }
}
