package io.masterserver.modules.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;

/** A pool of connections behind a gate. Threads: any. Must be closed. */
public final class JdbcDatabase implements Database, AutoCloseable {

  private static final int TRIES = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

  private final DatabaseSettings settings;
  private final Connector connector;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Gate gate;

  private JdbcDatabase(DatabaseSettings settings) {
    this.settings = settings;
    this.connector = new Connector(settings);
    this.pool = new HikariDataSource(pool(settings, connector));
    this.jdbi = Jdbi.create(pool);
    this.gate = new Gate(settings.poolSize(), settings.maxWaiting(), settings.connectionTimeout());
    if (!settings.jdbcUrl().isPostgresql()) {
      jdbi.getConfig(SqlStatements.class).setQueryTimeout(settings.statementSeconds());
    }
    // JDBI would write the values of the parameters into its exceptions.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(failure -> String.valueOf(failure.getShortMessage()));
  }

  /**
   * Opens a pool; connects when it is needed.
   *
   * @throws DatabaseRefused if the database is a file whose folder cannot be used
   */
  public static JdbcDatabase open(DatabaseSettings settings) {
    settings.jdbcUrl().file().ifPresent(DataFolder::prepare);
    return new JdbcDatabase(settings);
  }

  private static HikariConfig pool(DatabaseSettings settings, Connector connector) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(connector.forTransactions());
    config.setMaximumPoolSize(settings.poolSize() + 1); // one to see whether the database answers
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    config.setValidationTimeout(settings.connectionTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    if (settings.jdbcUrl().isPostgresql()) {
      // The driver's own limit wakes a thread for each statement, which costs as much as a short
      // one.
      config.setConnectionInitSql(
          "SET statement_timeout = " + settings.statementTimeout().toMillis());
    }
    return config;
  }

  /**
   * Returns when the database has answered once. For programs that use it without the module.
   * Waits.
   *
   * @throws DatabaseRefused if it never will
   * @throws DatabaseUnavailable if it did not now; the message says why
   */
  public void connect() {
    connector.check();
  }

  @Override
  public <T> T call(Work<T> work) {
    refuseThreadsOfActors();
    try (Gate.Place place = gate.take()) {
      return inTurn(place, work);
    }
  }

  @Override
  public <T> CompletionStage<T> submit(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      Gate.Place place = gate.take();
      Thread.ofVirtual().name("database").start(() -> complete(result, place, work));
    } catch (DatabaseUnavailable e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  @Override
  public void migrate(String owner, String location) {
    refuseThreadsOfActors();
    DataSource connections = connector.forMigrations();
    Runnable migration = () -> Migrations.run(connections, owner, location);
    if (settings.jdbcUrl().isPostgresql()) {
      MigrationLock.amongNodes(connections, migration);
    } else {
      MigrationLock.inThisProgram(migration);
    }
  }

  /**
   * Returns when a connection has answered, also while all others are busy. Waits.
   *
   * @throws DatabaseUnavailable if it did not in time
   */
  void check() {
    try (Connection connection = pool.getConnection()) {
      int seconds = Math.max(1, (int) settings.connectionTimeout().toSeconds());
      if (!connection.isValid(seconds)) {
        throw new DatabaseUnavailable("%s does not answer".formatted(settings.jdbcUrl().shown()));
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailable("%s does not answer".formatted(settings.jdbcUrl().shown()), e);
    }
  }

  /** Closes all connections; work under way fails. */
  @Override
  public void close() {
    pool.close();
  }

  private <T> void complete(CompletableFuture<T> result, Gate.Place place, Work<T> work) {
    T value;
    try (place) {
      value = inTurn(place, work);
    } catch (Throwable e) {
      result.completeExceptionally(e);
      return;
    }
    result.complete(value);
  }

  private <T> T inTurn(Gate.Place place, Work<T> work) {
    place.await();
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(work::in);
      } catch (RuntimeException e) {
        if (TransactionFailure.isConnectionLost(e)) {
          pool.getHikariPoolMXBean().softEvictConnections(); // the others fail like this one
        }
        if (attempt == TRIES || !TransactionFailure.isWorthAnotherTry(e)) {
          throw translated(e);
        }
      }
      // So that those who met do not meet again.
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
    }
  }

  private RuntimeException translated(RuntimeException failure) {
    return pool.isClosed()
        ? new DatabaseUnavailable("the database is closed")
        : TransactionFailure.translated(failure);
  }

  /** Threads of a fork-join pool are shared by actors; those of the common pool by nobody. */
  @SuppressWarnings("ReferenceEquality") // there is one common pool
  private static void refuseThreadsOfActors() {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread worker
        && worker.getPool() != ForkJoinPool.commonPool()) {
      throw new IllegalStateException(
          "Database.call and migrate wait, and must not on a thread of actors, %s (use submit, or a virtual thread)"
              .formatted(worker.getName()));
    }
  }
}
