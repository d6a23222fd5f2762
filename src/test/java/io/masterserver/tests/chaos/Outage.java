package io.masterserver.tests.chaos;

import io.masterserver.modules.database.PostgresServer;
import java.time.Duration;

/**
 * When the database was away, by {@link System#nanoTime}.
 *
 * @param stopping when it was told to stop
 * @param gone from then on it surely did not answer
 * @param starting until then it surely did not
 * @param back from then on it did
 */
record Outage(long stopping, long gone, long starting, long back) {

  /** Stops the database, and starts it again after some time: same port, same data. */
  static Outage make(PostgresServer database, Duration away) {
    long stopping = System.nanoTime();
    database.stop();
    long gone = System.nanoTime();
    Pause.of(away);
    long starting = System.nanoTime();
    database.startAgain();
    return new Outage(stopping, gone, starting, System.nanoTime());
  }
}
