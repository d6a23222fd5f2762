package io.masterserver.core.client;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Where a client connects next, and when.
 *
 * <p>In a round it tries each address once, without a wait in between; rounds wait longer and
 * longer. Threads: one at a time.
 */
final class Attempts {

  /** A connection of a session that has lasted that long was not in vain. */
  private static final Duration WORTHWHILE = Duration.ofSeconds(1);

  private final AddressRotation addresses;
  private final ReconnectBackoff backoff;
  private final Duration longestWait;
  private final LongSupplier clock;

  private Duration requestedWait = Duration.ZERO;
  private int leftInRound;
  private long connectedAt;

  /**
   * @param configured one or more
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  Attempts(
      List<ServerAddress> configured, ReconnectPolicy policy, Random random, LongSupplier clock) {
    this.addresses = new AddressRotation(configured, random);
    this.backoff = new ReconnectBackoff(policy, random);
    this.longestWait = policy.maxDelay();
    this.clock = clock;
  }

  ServerAddress address() {
    return addresses.current();
  }

  /** Whether an address that does not answer is not worth a long wait. */
  boolean haveAlternatives() {
    return addresses.count() > 1;
  }

  /** Begins a round, with the current address. */
  void begin() {
    leftInRound = addresses.count() - 1;
  }

  /** Goes on to the next address; false if this round has tried all of them. */
  boolean nextOfRound() {
    addresses.advance();
    return leftInRound-- > 0;
  }

  void succeeded() {
    connectedAt = clock.getAsLong();
  }

  /** Goes on to the next address, and returns how long to wait before. */
  Duration waitAfterFailure() {
    if (nextOfRound()) {
      return Duration.ZERO;
    }
    begin();
    return backoff.next();
  }

  /**
   * Begins a round after a connection was lost, and returns how long to wait before.
   *
   * @param inSession whether there is a session to go on with
   * @param heardServer whether a server has spoken; else something that is none listens there
   */
  Duration waitAfterLoss(boolean inSession, boolean heardServer) {
    if (!heardServer && !inSession) {
      addresses.advance();
    }
    // A server that accepts and hangs up at once is not to be hammered.
    Duration settled = inSession ? Timers.shorter(WORTHWHILE, longestWait) : longestWait;
    if (clock.getAsLong() - connectedAt >= Timers.nanos(settled)) {
      backoff.reset();
    }
    begin();
    Duration wait = requestedWait.plus(backoff.next());
    requestedWait = Duration.ZERO;
    return wait;
  }

  /** A server that goes away has said when to connect again, and where. */
  void redirect(List<String> to, Duration wait) {
    requestedWait = wait;
    addresses.redirect(to);
  }

  /** A session can go on there, too. */
  void alsoTry(List<String> others) {
    addresses.alsoTry(others);
  }
}
