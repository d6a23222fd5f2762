package io.masterserver.modules.sessions;

import io.masterserver.modules.database.Database;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does again and again: says that it lives, if it has sessions, and deletes those of
 * nodes that do not. Threads: one at a time, never an actor's: it waits for the database.
 */
final class SessionsRound implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(SessionsRound.class);

  /** Transactions that delete, so that a round ends before the next one is due. */
  private static final int MAX_DELETIONS = 10;

  private final Database database;
  private final NodeLease lease;
  private final ExpiredSessions expired;
  private final Vigil vigil;

  SessionsRound(Database database, NodeLease lease, ExpiredSessions expired, Vigil vigil) {
    this.database = database;
    this.lease = lease;
    this.expired = expired;
    this.vigil = vigil;
  }

  /**
   * Does one round.
   *
   * @throws io.masterserver.modules.database.DatabaseUnavailable if the database did not answer
   */
  @Override
  public void run() {
    if (vigil.look(now())) {
      deleteExpired();
    }
  }

  private long now() {
    if (!lease.isUsed()) {
      return database.call(DatabaseClock::millis);
    }
    long before = lease.beforeRenewing();
    long now =
        database.call(
            transaction -> {
              lease.renew(transaction);
              return DatabaseClock.millis(transaction);
            });
    lease.renewedAt(before);
    return now;
  }

  private void deleteExpired() {
    int sum = 0;
    for (int i = 0; i < MAX_DELETIONS; i++) {
      OptionalInt deleted = database.call(expired::deleteSome);
      if (deleted.isEmpty()) {
        break;
      }
      sum += deleted.getAsInt();
    }
    if (sum > 0) {
      log.info("Deleted {} sessions of nodes that have ended: nobody has come back for them", sum);
    }
  }
}
