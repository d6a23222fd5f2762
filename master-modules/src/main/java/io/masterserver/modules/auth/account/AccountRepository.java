package io.masterserver.modules.auth.account;

import java.util.Optional;

/**
 * Where accounts are kept. Every method waits for the database, and throws {@link
 * io.masterserver.modules.database.DatabaseUnavailable} when it does not answer. What is stored has
 * to fit {@link AccountLimits}; times are kept to the microsecond. Threads: virtual ones and
 * programs.
 */
public interface AccountRepository {

  /**
   * Stores a new account.
   *
   * @throws AlreadyTaken if another one has its name or e-mail
   */
  void insert(Account account);

  Optional<Account> findById(String id);

  /** Finds by name, ignoring case as {@link CaseFolding} does. */
  Optional<Account> findByUsername(String username);

  /** Finds by e-mail, ignoring case as {@link CaseFolding} does. */
  Optional<Account> findByEmail(String email);

  /**
   * Stores {@code account} with its version counted up, if what is stored still has its version.
   *
   * @return the account as it is stored now
   * @throws ConcurrentChange if somebody else has changed or deleted it meanwhile
   * @throws AlreadyTaken if another one has its new e-mail or name
   */
  Account update(Account account);

  /** Deletes an account with its tokens and codes; returns whether there was one. */
  boolean delete(String id);

  /** Returns a number that was never returned before, in the whole cluster. */
  long nextGuestNumber();
}
