package io.masterserver.modules.auth.account;

import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.UniqueConstraintViolated;
import java.util.Optional;

/** Accounts in a table. Unique constraints decide who was first. */
public final class JdbcAccountRepository implements AccountRepository {

  private final Database database;

  public JdbcAccountRepository(Database database) {
    this.database = database;
  }

  /**
   * @throws IllegalArgumentException if the account does not fit {@link AccountLimits}
   */
  @Override
  public void insert(Account account) {
    AccountLimits.check(account);
    change(
        transaction -> {
          AccountRows.insert(transaction, account);
          return true;
        });
  }

  @Override
  public Optional<Account> findById(String id) {
    return find(AccountRows.Key.ID, id);
  }

  @Override
  public Optional<Account> findByUsername(String username) {
    return find(AccountRows.Key.USERNAME, CaseFolding.fold(username));
  }

  @Override
  public Optional<Account> findByEmail(String email) {
    return find(AccountRows.Key.EMAIL, CaseFolding.fold(email));
  }

  /**
   * @throws IllegalArgumentException if the account does not fit {@link AccountLimits}
   */
  @Override
  public Account update(Account account) {
    AccountLimits.check(account);
    if (!change(transaction -> AccountRows.update(transaction, account))) {
      throw new ConcurrentChange(account.id());
    }
    return new Account(
        account.id(),
        account.username(),
        account.email(),
        account.emailConfirmed(),
        account.passwordHash(),
        account.admin(),
        account.ban(),
        account.properties(),
        account.createdAt(),
        account.version() + 1);
  }

  @Override
  public boolean delete(String id) {
    return StorableText.isStorable(id)
        && database.call(
            transaction ->
                transaction
                        .createUpdate("DELETE FROM accounts WHERE id = :id")
                        .bind("id", id)
                        .execute()
                    == 1);
  }

  @Override
  public long nextGuestNumber() {
    return database.call(
        transaction ->
            transaction.createQuery("SELECT nextval('guest_numbers')").mapTo(Long.class).one());
  }

  private Optional<Account> find(AccountRows.Key key, String value) {
    if (!StorableText.isStorable(value)) {
      return Optional.empty();
    }
    return database.call(transaction -> AccountRows.find(transaction, key, value));
  }

  private <T> T change(Database.Work<T> work) {
    try {
      return database.call(work);
    } catch (UniqueConstraintViolated e) {
      throw switch (e.constraint()) {
        case "accounts_username_unique" -> new AlreadyTaken(AlreadyTaken.Field.USERNAME);
        case "accounts_email_unique" -> new AlreadyTaken(AlreadyTaken.Field.EMAIL);
        default -> e;
      };
    }
  }
}
