package io.masterserver.modules.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A pool whose connections were all cut at once")
@Timeout(60)
class LostConnectionsTest {

  private static final int CONNECTIONS = 4;

  private static final String CUT_OTHERS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

  @Test
  void tries_only_one_of_them() throws Exception {
    TestDatabase place = PostgresServer.shared().newDatabase();
    try (JdbcDatabase database = place.open()) {
      useAll(database);
      cut(place);

      catchThrowable(
          () -> database.call(LostConnectionsTest::isThere)); // unless the pool has looked

      assertThat(database.<Boolean>call(LostConnectionsTest::isThere)).isTrue();
    }
  }

  private static void useAll(JdbcDatabase database) {
    var barrier = new CyclicBarrier(CONNECTIONS);
    List<CompletableFuture<Boolean>> all =
        Stream.generate(
                () -> database.<Boolean>submit(at -> use(at, barrier)).toCompletableFuture())
            .limit(CONNECTIONS)
            .toList();
    all.forEach(CompletableFuture::join);
  }

  private static boolean use(org.jdbi.v3.core.Handle transaction, CyclicBarrier barrier) {
    TransactionsTest.meet(barrier);
    return isThere(transaction);
  }

  private static boolean isThere(org.jdbi.v3.core.Handle transaction) {
    return transaction.createQuery("SELECT TRUE").mapTo(Boolean.class).one();
  }

  private static void cut(TestDatabase place) throws SQLException {
    try (Connection other =
        DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password())) {
      other.createStatement().execute(CUT_OTHERS);
    }
  }
}
