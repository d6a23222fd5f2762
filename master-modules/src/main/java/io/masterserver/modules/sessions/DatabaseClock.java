package io.masterserver.modules.sessions;

import org.jdbi.v3.core.Handle;

/** The one clock that all nodes share: that of their database. */
final class DatabaseClock {

  /** Milliseconds since the Unix epoch, in SQL. */
  static final String NOW = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

  private DatabaseClock() {}

  /** Returns the milliseconds since the Unix epoch when the transaction began. */
  static long millis(Handle transaction) {
    return transaction.createQuery("SELECT " + NOW).mapTo(Long.class).one();
  }
}
