package io.masterserver.modules.auth.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table of accounts, within a transaction that somebody else has begun. */
public final class AccountRows {

  private static final String INSERT =
      """
      INSERT INTO accounts (id, username, username_key, email, email_key, email_confirmed,
          password_hash, admin, ban_reason, ban_until, properties, created_at, version)
      VALUES (:id, :username, :username_key, :email, :email_key, :email_confirmed,
          :password_hash, :admin, :ban_reason, :ban_until, :properties, :created_at, :version)
      """;

  private static final String UPDATE =
      """
      UPDATE accounts SET username = :username, username_key = :username_key, email = :email,
          email_key = :email_key, email_confirmed = :email_confirmed,
          password_hash = :password_hash, admin = :admin, ban_reason = :ban_reason,
          ban_until = :ban_until, properties = :properties, version = :version + 1
      WHERE id = :id AND version = :version
      """;

  /** What an account can be found by. */
  enum Key {
    ID("id"),
    USERNAME("username_key"),
    EMAIL("email_key");

    private final String column;

    Key(String column) {
      this.column = column;
    }
  }

  private AccountRows() {}

  /** Stores a new account, which fits {@link AccountLimits}. */
  static void insert(Handle transaction, Account account) {
    bindNew(transaction.createUpdate(INSERT), account).execute();
  }

  /** Stores new accounts, all of them or none; each fits {@link AccountLimits}. */
  public static void insertAll(Handle transaction, List<Account> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    var batch = transaction.prepareBatch(INSERT);
    accounts.forEach(account -> bindNew(batch, account).add());
    batch.execute();
  }

  /** Returns which of these folded names are taken. */
  public static Set<String> takenUsernames(Handle transaction, Collection<String> folded) {
    return taken(transaction, Key.USERNAME, folded);
  }

  /** Returns which of these folded e-mails are taken. */
  public static Set<String> takenEmails(Handle transaction, Collection<String> folded) {
    return taken(transaction, Key.EMAIL, folded);
  }

  private static Set<String> taken(Handle transaction, Key key, Collection<String> folded) {
    if (folded.isEmpty()) {
      return Set.of();
    }
    return transaction
        .createQuery("SELECT %1$s FROM accounts WHERE %1$s IN (<values>)".formatted(key.column))
        .bindList("values", List.copyOf(folded))
        .mapTo(String.class)
        .collect(Collectors.toSet());
  }

  /** Returns whether there was one with that id and version. */
  static boolean update(Handle transaction, Account account) {
    return bind(transaction.createUpdate(UPDATE), account).execute() == 1;
  }

  static Optional<Account> find(Handle transaction, Key key, String value) {
    return transaction
        .createQuery(
            """
            SELECT id, username, email, email_confirmed, password_hash, admin, ban_reason,
                ban_until, properties, created_at, version
            FROM accounts WHERE %s = :value
            """
                .formatted(key.column))
        .bind("value", value)
        .map((row, context) -> account(row))
        .findOne();
  }

  /**
   * Keeps an account from being deleted until the transaction ends; returns whether there is one.
   */
  static boolean lock(Handle transaction, String id) {
    return transaction
        .createQuery("SELECT id FROM accounts WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  private static <S extends SqlStatement<S>> S bindNew(S statement, Account account) {
    return bind(statement, account).bind("created_at", TimeColumn.of(account.createdAt()));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Account account) {
    return statement
        .bind("id", account.id())
        .bind("username", account.username())
        .bind("username_key", CaseFolding.fold(account.username()))
        .bind("email", account.email())
        .bind("email_key", account.email().map(CaseFolding::fold))
        .bind("email_confirmed", account.emailConfirmed())
        .bind("password_hash", account.passwordHash())
        .bind("admin", account.admin())
        .bind("ban_reason", account.ban().map(Account.Ban::reason))
        .bind("ban_until", TimeColumn.of(account.ban().flatMap(Account.Ban::until)))
        .bind("properties", PropertiesColumn.write(account.properties()))
        .bind("version", account.version());
  }

  private static Account account(ResultSet row) throws SQLException {
    String id = row.getString("id");
    Optional<String> banReason = Optional.ofNullable(row.getString("ban_reason"));
    var banUntil = TimeColumn.readOptional(row, "ban_until");
    return new Account(
        id,
        row.getString("username"),
        Optional.ofNullable(row.getString("email")),
        row.getBoolean("email_confirmed"),
        row.getString("password_hash"),
        row.getBoolean("admin"),
        banReason.map(reason -> new Account.Ban(reason, banUntil)),
        PropertiesColumn.read(id, row.getString("properties")),
        TimeColumn.read(row, "created_at"),
        row.getLong("version"));
  }
}
