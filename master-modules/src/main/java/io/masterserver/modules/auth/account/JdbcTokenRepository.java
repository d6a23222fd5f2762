package io.masterserver.modules.auth.account;

import io.masterserver.modules.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** "Remember me" tokens in a table. */
public final class JdbcTokenRepository implements TokenRepository {

  /** Tokens of one account; one more takes the place of the one that expires first. */
  public static final int MAX_OF_ACCOUNT = 32;

  private static final String INSERT =
      """
      INSERT INTO account_tokens (id, account_id, hash, previous_hash, previous_until, expires_at)
      VALUES (:id, :account_id, :hash, :previous_hash, :previous_until, :expires_at)
      """;

  private static final String MAKE_ROOM =
      """
      DELETE FROM account_tokens WHERE account_id = :account_id AND id NOT IN (
          SELECT id FROM account_tokens WHERE account_id = :account_id
          ORDER BY expires_at DESC, id FETCH FIRST :keep ROWS ONLY)
      """;

  private static final String REPLACE =
      """
      UPDATE account_tokens SET hash = :hash, previous_hash = :previous_hash,
          previous_until = :previous_until, expires_at = :expires_at
      WHERE id = :id AND account_id = :account_id AND hash = :seen
      """;

  private static final String SELECT =
      """
      SELECT id, account_id, hash, previous_hash, previous_until, expires_at
      FROM account_tokens WHERE id = :id
      """;

  private final Database database;

  public JdbcTokenRepository(Database database) {
    this.database = database;
  }

  @Override
  public void insert(StoredToken token) {
    boolean inserted =
        database.call(
            transaction ->
                AccountRows.lock(transaction, token.accountId()) && insert(transaction, token));
    if (!inserted) {
      throw new ConcurrentChange(token.accountId());
    }
  }

  private static boolean insert(Handle transaction, StoredToken token) {
    transaction
        .createUpdate(MAKE_ROOM)
        .bind("account_id", token.accountId())
        .bind("keep", MAX_OF_ACCOUNT - 1)
        .execute();
    return bind(transaction.createUpdate(INSERT), token).execute() == 1;
  }

  @Override
  public Optional<StoredToken> find(String id) {
    if (!StorableText.isStorable(id)) {
      return Optional.empty();
    }
    return database.call(
        transaction ->
            transaction
                .createQuery(SELECT)
                .bind("id", id)
                .map((row, context) -> token(row))
                .findOne());
  }

  @Override
  public boolean replace(StoredToken seen, StoredToken next) {
    if (!seen.id().equals(next.id()) || !seen.accountId().equals(next.accountId())) {
      throw new IllegalArgumentException("a token is replaced by one of another id or account");
    }
    return database.call(
        transaction ->
            bind(transaction.createUpdate(REPLACE), next).bind("seen", seen.hash()).execute() == 1);
  }

  @Override
  public boolean delete(String id) {
    return StorableText.isStorable(id)
        && database.call(
            transaction ->
                transaction
                        .createUpdate("DELETE FROM account_tokens WHERE id = :id")
                        .bind("id", id)
                        .execute()
                    == 1);
  }

  @Override
  public int deleteOthers(String accountId, Optional<String> exceptId) {
    return database.call(
        transaction ->
            transaction
                .createUpdate(
                    "DELETE FROM account_tokens WHERE account_id = :account_id AND id <> :except")
                .bind("account_id", accountId)
                .bind("except", exceptId.orElse(""))
                .execute());
  }

  @Override
  public int deleteExpired(Instant now) {
    return database.call(
        transaction ->
            transaction
                .createUpdate("DELETE FROM account_tokens WHERE expires_at <= :now")
                .bind("now", TimeColumn.of(now))
                .execute());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, StoredToken token) {
    return statement
        .bind("id", token.id())
        .bind("account_id", token.accountId())
        .bind("hash", token.hash())
        .bind("previous_hash", token.previousHash())
        .bind("previous_until", TimeColumn.of(token.previousUntil()))
        .bind("expires_at", TimeColumn.of(token.expiresAt()));
  }

  private static StoredToken token(ResultSet row) throws SQLException {
    return new StoredToken(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("hash"),
        Optional.ofNullable(row.getString("previous_hash")),
        TimeColumn.readOptional(row, "previous_until"),
        TimeColumn.read(row, "expires_at"));
  }
}
