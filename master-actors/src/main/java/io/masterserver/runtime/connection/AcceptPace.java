package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;

/**
 * How fast a listener accepts: so many connections a second, but fewer while they cost those that
 * are here already too much.
 *
 * <p>To begin a connection takes many small steps of many actors. A probe goes round the dispatcher
 * behind the connection until these have been done; so it sees what they cost, cold or warm, and
 * whether others wait already. The next one is accepted when five times as long has passed, so that
 * four fifths of the time are left to others; but after ten intervals at the latest. One call at a
 * time.
 */
final class AcceptPace {

  /** More than a connection needs from the socket to its peer. */
  static final int ROUNDS = 10;

  /** The part of the time that connections may take: one in so many. */
  private static final int SHARE = 5;

  /** How many intervals a connection may count for. */
  private static final int SLOWEST = 10;

  /** Timers are no finer: what is due within that is due now. */
  static final Duration TICK = Duration.ofMillis(10);

  /** Runs something later. */
  interface Timer {
    void after(Duration delay, Runnable task);
  }

  private final long intervalNanos;
  private final Executor dispatcher;
  private final Timer timer;
  private final LongSupplier nanoClock;
  private long nextNanos;

  /**
   * @param perSecond connections, 1 or more
   * @param dispatcher on which connections are begun
   */
  AcceptPace(int perSecond, Executor dispatcher, Timer timer, LongSupplier nanoClock) {
    this.intervalNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    this.dispatcher = dispatcher;
    this.timer = timer;
    this.nanoClock = nanoClock;
    this.nextNanos = nanoClock.getAsLong();
  }

  /** Call behind a connection; done when the next one may be accepted. */
  CompletionStage<Done> rest() {
    var rested = new CompletableFuture<Done>();
    goRound(ROUNDS, nanoClock.getAsLong(), rested);
    return rested;
  }

  private void goRound(int rounds, long began, CompletableFuture<Done> rested) {
    dispatcher.execute(
        () -> {
          if (rounds > 1) {
            goRound(rounds - 1, began, rested);
          } else {
            restAfter(nanoClock.getAsLong() - began, rested);
          }
        });
  }

  private void restAfter(long costNanos, CompletableFuture<Done> rested) {
    long now = nanoClock.getAsLong();
    long earliest = now - TICK.toNanos(); // a timer that was late shall not make all of them late
    long from = nextNanos - earliest > 0 ? nextNanos : earliest;
    nextNanos = from + Math.clamp(costNanos * SHARE, intervalNanos, intervalNanos * SLOWEST);
    long wait = nextNanos - now;
    if (wait < TICK.toNanos()) {
      rested.complete(Done.getInstance());
    } else {
      timer.after(Duration.ofNanos(wait), () -> rested.complete(Done.getInstance()));
    }
  }
}
