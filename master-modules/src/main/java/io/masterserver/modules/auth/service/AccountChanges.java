package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.ConcurrentChange;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes accounts, again when somebody else was quicker. */
final class AccountChanges {

  private static final int TRIES = 5;

  private final AccountRepository accounts;

  AccountChanges(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /**
   * @throws Refused if there is none
   */
  Account load(String accountId) {
    return accounts.findById(accountId).orElseThrow(Answers::noSuchAccount);
  }

  /**
   * Stores what {@code change} makes of an account.
   *
   * @param change is given the account as it is now; may be called more than once
   * @throws Refused if there is none, {@code change} does, or others do not stop changing it
   */
  Account change(String accountId, UnaryOperator<Account> change) {
    for (int tried = 0; tried < TRIES; tried++) {
      Account seen = load(accountId);
      Account changed = change.apply(seen);
      if (changed.equals(seen)) {
        return seen;
      }
      Optional<Account> stored = update(changed);
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    throw Answers.changedMeanwhile();
  }

  /** Returns empty if somebody else was quicker. */
  private Optional<Account> update(Account changed) {
    try {
      return Optional.of(accounts.update(changed));
    } catch (ConcurrentChange e) {
      return Optional.empty();
    }
  }
}
