package io.masterserver.modules.auth.online;

import io.masterserver.api.PeerId;
import io.masterserver.modules.auth.account.TimeColumn;
import io.masterserver.modules.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** Accounts that are logged in, in a table. Its key and the epochs decide who was first. */
public final class JdbcOnlineAccounts implements OnlineAccounts {

  private static final String INSERT =
      """
      INSERT INTO online_accounts (account_id, peer_id, node_id, epoch, token_id, kicked_at, since)
      VALUES (:account_id, :peer_id, :node_id, :epoch, :token_id, :kicked_at, CURRENT_TIMESTAMP)
      ON CONFLICT DO NOTHING
      """;

  private static final String REPLACE =
      """
      UPDATE online_accounts SET peer_id = :peer_id, node_id = :node_id, epoch = :epoch,
        token_id = :token_id, kicked_at = :kicked_at, since = CURRENT_TIMESTAMP
      WHERE account_id = :account_id AND epoch = :seen
      """;

  private static final String DELETE =
      "DELETE FROM online_accounts WHERE account_id = :account_id AND epoch = :epoch";

  private static final String SELECT =
      """
      SELECT account_id, peer_id, node_id, epoch, token_id, kicked_at FROM online_accounts
      WHERE account_id IN (<accounts>)
      """;

  private final Database database;

  public JdbcOnlineAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Optional<OnlineAccount> insert(OnlineAccount wanted) {
    return database.call(
        transaction -> {
          OnlineAccount stored = wanted.withEpoch(nextEpoch(transaction));
          return bind(transaction.createUpdate(INSERT), stored).execute() == 1
              ? Optional.of(stored)
              : Optional.empty();
        });
  }

  @Override
  public Optional<OnlineAccount> replace(OnlineAccount seen, OnlineAccount wanted) {
    if (!seen.accountId().equals(wanted.accountId())) {
      throw new IllegalArgumentException("%s cannot replace %s".formatted(wanted, seen));
    }
    return database.call(
        transaction -> {
          OnlineAccount stored = wanted.withEpoch(nextEpoch(transaction));
          int replaced =
              bind(transaction.createUpdate(REPLACE), stored).bind("seen", seen.epoch()).execute();
          return replaced == 1 ? Optional.of(stored) : Optional.empty();
        });
  }

  private static long nextEpoch(Handle transaction) {
    return transaction.createQuery("SELECT nextval('online_epochs')").mapTo(Long.class).one();
  }

  @Override
  public void remember(OnlineAccount online, String tokenId) {
    database.call(
        transaction ->
            transaction
                .createUpdate(
                    """
                    UPDATE online_accounts SET token_id = :token_id
                    WHERE account_id = :account_id AND epoch = :epoch
                    """)
                .bind("token_id", tokenId)
                .bind("account_id", online.accountId())
                .bind("epoch", online.epoch())
                .execute());
  }

  @Override
  public List<OnlineAccount> find(Collection<String> accountIds) {
    return accountIds.isEmpty()
        ? List.of()
        : database.call(transaction -> find(transaction, accountIds));
  }

  private static List<OnlineAccount> find(Handle transaction, Collection<String> accountIds) {
    return transaction
        .createQuery(SELECT)
        .bindList("accounts", List.copyOf(accountIds))
        .map((row, context) -> online(row))
        .list();
  }

  /** In the order of their keys, so that nodes do not wait for each other in a circle. */
  @Override
  public void delete(Collection<OnlineAccount> gone) {
    if (gone.isEmpty()) {
      return;
    }
    List<OnlineAccount> sorted =
        gone.stream().sorted(Comparator.comparing(OnlineAccount::accountId)).toList();
    database.call(
        transaction -> {
          PreparedBatch batch = transaction.prepareBatch(DELETE);
          for (OnlineAccount one : sorted) {
            batch.bind("account_id", one.accountId()).bind("epoch", one.epoch()).add();
          }
          return batch.execute();
        });
  }

  @Override
  public Optional<OnlineAccount> deleteOther(String accountId, PeerId but) {
    return database.call(
        transaction -> {
          Optional<OnlineAccount> other =
              find(transaction, List.of(accountId)).stream()
                  .filter(online -> !online.peer().equals(but))
                  .findFirst();
          return other.filter(
              online ->
                  transaction
                          .createUpdate(DELETE)
                          .bind("account_id", accountId)
                          .bind("epoch", online.epoch())
                          .execute()
                      == 1);
        });
  }

  private static <S extends SqlStatement<S>> S bind(S statement, OnlineAccount online) {
    return statement
        .bind("account_id", online.accountId())
        .bind("peer_id", online.peer().value())
        .bind("node_id", online.node())
        .bind("epoch", online.epoch())
        .bind("token_id", online.tokenId())
        .bind("kicked_at", TimeColumn.of(online.kickedAt()));
  }

  private static OnlineAccount online(ResultSet row) throws SQLException {
    return new OnlineAccount(
        row.getString("account_id"),
        new PeerId(row.getInt("peer_id")),
        row.getLong("node_id"),
        row.getLong("epoch"),
        Optional.ofNullable(row.getString("token_id")),
        TimeColumn.readOptional(row, "kicked_at"));
  }
}
