package io.masterserver.runtime.connection;

import io.masterserver.api.TokenBucket;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Writes of hostile clients into the log, but only so often: who opens connections by the thousand
 * must not fill the disk. The counters know of all. Threads: any.
 */
public final class HostileLog {

  private static final TokenBucket LINES = new TokenBucket(100, Duration.ofSeconds(1));

  private final Logger log;
  private long fullAt = System.nanoTime();
  private int leftOut;

  HostileLog(Logger log) {
    this.log = log;
  }

  /** Writes a line if there may be one now; it says how many were left out before it. */
  void write(Level level, String format, Object... arguments) {
    int before = take();
    if (before < 0) {
      log.atDebug().log(format, arguments);
    } else if (before == 0) {
      log.atLevel(level).log(format, arguments);
    } else {
      log.atLevel(level)
          .log(format + " (and " + before + " lines like this that were left out)", arguments);
    }
  }

  /** Returns how many lines were left out since the last one; -1 if this one has to be, too. */
  private synchronized int take() {
    long now = System.nanoTime();
    if (LINES.waitNanos(fullAt, now) > 0) {
      leftOut++;
      return -1;
    }
    fullAt = LINES.take(fullAt, now);
    int before = leftOut;
    leftOut = 0;
    return before;
  }
}
