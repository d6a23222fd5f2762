package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;

/**
 * How fast a listener accepts: so many connections a second, but fewer while they cost those that
 * are here already too much, down to a tenth of that.
 *
 * <p>To begin a connection takes many small steps of many actors. A probe goes round the dispatcher
 * behind the connection until these have been done; so it sees what they cost, cold or warm, and
 * whether others wait already. What handshakes of TLS have cost since the last one comes on top:
 * they come later. The {@link Pace} says when the next one is accepted. One call at a time.
 */
final class AcceptPace {

  /** More than a connection needs from the socket to its peer. */
  static final int ROUNDS = 10;

  /** How many intervals a connection may count for. */
  private static final int SLOWEST = 10;

  private final Executor dispatcher;
  private final Timer timer;
  private final LongSupplier nanoClock;
  private final Newcomers newcomers;
  private final Pace pace;
  private long handshakesBefore;

  /**
   * @param perSecond connections, 1 or more
   * @param dispatcher on which connections are begun
   * @param timer called on {@code dispatcher}
   */
  AcceptPace(
      int perSecond,
      Executor dispatcher,
      Timer timer,
      LongSupplier nanoClock,
      Newcomers newcomers) {
    Duration interval = Duration.ofSeconds(1).dividedBy(perSecond);
    this.dispatcher = dispatcher;
    this.timer = timer;
    this.nanoClock = nanoClock;
    this.newcomers = newcomers;
    this.pace = new Pace(interval, interval.multipliedBy(SLOWEST), nanoClock, newcomers::returned);
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
    long handshakes = newcomers.handshakeNanos();
    Duration wait = pace.after(costNanos + handshakes - handshakesBefore);
    handshakesBefore = handshakes;
    if (wait.isZero()) {
      rested.complete(Done.getInstance());
    } else {
      timer.after(wait, () -> rested.complete(Done.getInstance()));
    }
  }
}
