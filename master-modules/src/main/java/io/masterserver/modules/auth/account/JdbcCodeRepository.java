package io.masterserver.modules.auth.account;

import io.masterserver.modules.database.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Mailed codes in a table. Who tries one holds its row: the others wait, and see what is left. */
public final class JdbcCodeRepository implements CodeRepository {

  private static final String SELECT =
      """
      SELECT account_id, purpose, hash, expires_at, tries_left FROM account_codes
      WHERE account_id = :account_id AND purpose = :purpose FOR UPDATE
      """;

  private static final String INSERT =
      """
      INSERT INTO account_codes (account_id, purpose, hash, expires_at, tries_left)
      VALUES (:account_id, :purpose, :hash, :expires_at, :tries_left)
      """;

  private static final String DELETE =
      "DELETE FROM account_codes WHERE account_id = :account_id AND purpose = :purpose";

  private static final String COUNT_DOWN =
      """
      UPDATE account_codes SET tries_left = tries_left - 1
      WHERE account_id = :account_id AND purpose = :purpose
      """;

  private final Database database;

  public JdbcCodeRepository(Database database) {
    this.database = database;
  }

  @Override
  public void put(StoredCode code) {
    boolean put =
        database.call(
            transaction ->
                AccountRows.lock(transaction, code.accountId()) && replace(transaction, code));
    if (!put) {
      throw new ConcurrentChange(code.accountId());
    }
  }

  @Override
  public boolean use(String accountId, StoredCode.Purpose purpose, String hash, Instant now) {
    return database.call(
        transaction ->
            find(transaction, accountId, purpose)
                .map(code -> tryIt(transaction, code, hash, now))
                .orElse(false));
  }

  @Override
  public int deleteExpired(Instant now) {
    return database.call(
        transaction ->
            transaction
                .createUpdate("DELETE FROM account_codes WHERE expires_at <= :now")
                .bind("now", TimeColumn.of(now))
                .execute());
  }

  private static boolean replace(Handle transaction, StoredCode code) {
    change(transaction, DELETE, code);
    transaction
        .createUpdate(INSERT)
        .bind("account_id", code.accountId())
        .bind("purpose", code.purpose().name())
        .bind("hash", code.hash())
        .bind("expires_at", TimeColumn.of(code.expiresAt()))
        .bind("tries_left", code.triesLeft())
        .execute();
    return true;
  }

  private static Optional<StoredCode> find(
      Handle transaction, String accountId, StoredCode.Purpose purpose) {
    return transaction
        .createQuery(SELECT)
        .bind("account_id", accountId)
        .bind("purpose", purpose.name())
        .map((row, context) -> code(row))
        .findOne();
  }

  private static boolean tryIt(Handle transaction, StoredCode code, String hash, Instant now) {
    boolean inTime = now.isBefore(code.expiresAt());
    boolean right = inTime && isEqual(hash, code.hash());
    boolean usedUp = right || !inTime || code.triesLeft() <= 1;
    change(transaction, usedUp ? DELETE : COUNT_DOWN, code);
    return right;
  }

  private static void change(Handle transaction, String sql, StoredCode code) {
    transaction
        .createUpdate(sql)
        .bind("account_id", code.accountId())
        .bind("purpose", code.purpose().name())
        .execute();
  }

  private static boolean isEqual(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static StoredCode code(ResultSet row) throws SQLException {
    return new StoredCode(
        row.getString("account_id"),
        StoredCode.Purpose.valueOf(row.getString("purpose")),
        row.getString("hash"),
        TimeColumn.read(row, "expires_at"),
        row.getInt("tries_left"));
  }
}
