package io.masterserver.modules.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Lets one migrate at a time. Flyway locks, too, but not while it makes its history: of two nodes
 * that start with an empty database, one would fail.
 */
final class MigrationLock {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Any number that nobody else uses: "masterse" in ASCII. */
  private static final long KEY = 0x6d61737465727365L;

  /** A file of H2 is open in one program only. */
  private static final ReentrantLock IN_THIS_PROGRAM = new ReentrantLock();

  private MigrationLock() {}

  /** Does {@code work} while no other node of the same PostgreSQL does. */
  static void amongNodes(DataSource database, Runnable work) {
    try (Connection holder = database.getConnection();
        Statement statement = holder.createStatement()) {
      statement.execute("SET lock_timeout = %d".formatted(PATIENCE.toMillis()));
      statement.execute("SELECT pg_advisory_lock(%d)".formatted(KEY));
      work.run();
    } catch (SQLException e) { // closing the connection has freed the lock
      throw new DatabaseUnavailable("no lock for migrations could be had", e);
    }
  }

  /** Does {@code work} while nobody else in this program does. */
  static void inThisProgram(Runnable work) {
    try {
      if (!IN_THIS_PROGRAM.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DatabaseUnavailable("others have migrated for %s".formatted(PATIENCE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("interrupted while others migrated", e);
    }
    try {
      work.run();
    } finally {
      IN_THIS_PROGRAM.unlock();
    }
  }
}
