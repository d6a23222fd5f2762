package io.masterserver.core.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pings a connection on which nothing is sent, and gives it up when nothing comes back.
 *
 * <p>One ping at a time is on its way. Not only its answer is a sign of life, but any byte; and
 * while the reader waits for the application instead of the server, nobody can tell, so the
 * connection is kept. Costs one timer per connection, which looks about once per interval.
 *
 * <p>Threads: one reader, one writer, and the timer.
 */
final class KeepAlive {

  /** The connection. Called by the timer, so it must not wait. */
  interface Line {

    /** Returns an id for a ping, different from those of all requests on this connection. */
    int nextId();

    /** Sends a ping, even if the outbound queue is full. */
    void ping(int id);

    /** Ends the connection. */
    void lost(String reason);
  }

  private static final int NO_PING = 0;

  private final Duration interval;
  private final long patienceNanos;
  private final Line line;
  private final LongSupplier clock;

  private volatile boolean stopped;
  private volatile @Nullable Future<?> nextLook;
  private volatile int pingId = NO_PING;
  private volatile long sentAt; // by the writer
  private volatile long listeningSince; // by the reader
  private volatile boolean listening; // by the reader
  private long pingedAt; // by the timer

  /**
   * @param interval how long nothing may be sent before a ping; 0 to never ping
   * @param requestTimeout the longest that an answer is waited for; at most two intervals are
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  KeepAlive(Duration interval, Duration requestTimeout, Line line, LongSupplier clock) {
    this.interval = interval;
    this.patienceNanos = Math.min(2 * Timers.nanos(interval), Timers.nanos(requestTimeout));
    this.line = line;
    this.clock = clock;
    this.sentAt = clock.getAsLong();
    this.listeningSince = sentAt;
  }

  /** Pings at once, so that the server knows who has connected, and when it is time again. */
  void start() {
    if (!interval.isZero()) {
      ping(clock.getAsLong());
      lookAgainIn(Timers.nanos(interval));
    }
  }

  /** May be called more than once. */
  void stop() {
    stopped = true;
    Future<?> look = nextLook;
    if (look != null) {
      look.cancel(false);
    }
  }

  // ---- told by the connection -----------------------------------------------------------------

  /** The writer has written something. */
  void sent() {
    sentAt = clock.getAsLong();
  }

  /** The reader waits for the server from now on. */
  void listening() {
    listeningSince = clock.getAsLong();
    listening = true;
  }

  /** The reader has got something, and is busy with it. */
  void heard() {
    listening = false;
  }

  /** Whether a response of this id answers the ping, and is nobody else's. */
  boolean isAnswered(int responseId) {
    if (responseId == NO_PING || responseId != pingId) {
      return false;
    }
    pingId = NO_PING;
    return true;
  }

  // ---- the timer ------------------------------------------------------------------------------

  /** Does what is due. */
  void look() {
    if (stopped) {
      return;
    }
    long now = clock.getAsLong();
    if (pingId != NO_PING) {
      lookForAnAnswer(now);
      return;
    }
    long left = Timers.nanos(interval) - (now - sentAt);
    if (left <= 0) {
      ping(now);
      left = Math.min(Timers.nanos(interval), patienceNanos);
    }
    lookAgainIn(left);
  }

  private void lookForAnAnswer(long now) {
    long silence = Math.min(now - pingedAt, now - listeningSince);
    if (!listening) {
      lookAgainIn(Timers.nanos(interval));
    } else if (silence < patienceNanos) {
      lookAgainIn(Math.min(Timers.nanos(interval), patienceNanos - silence));
    } else {
      line.lost(
          "the server did not answer a ping within " + Seconds.of(Duration.ofNanos(patienceNanos)));
    }
  }

  private void ping(long now) {
    pingedAt = now;
    int id = line.nextId();
    pingId = id; // before it is sent: the answer may be quick
    line.ping(id);
  }

  private void lookAgainIn(long nanos) {
    Future<?> look = Timers.after(Duration.ofNanos(nanos), this::look);
    nextLook = look;
    if (stopped) {
      look.cancel(false);
    }
  }
}
