package io.masterserver.runtime.exchange;

import io.masterserver.api.Exchange;
import io.masterserver.api.ExchangePeer;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Status;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange: made by a peer, handled by a module, completed once by whoever comes first.
 *
 * <pre>{@code
 * OFFERED ─begin─▶ IN_TURN ─detach─▶ OPEN
 *    │                │               │
 *    └───── cancel ───┴── complete ───┴──▶ Outcome
 * }</pre>
 *
 * <p>While the module's handler runs, the exchange is in its turn: completing it then costs
 * nothing, because the module host reports it together with its delivery. One that is still open
 * afterwards reports itself.
 */
public final class LiveExchange<Q, A> implements Exchange<Q, A> {

  private static final Logger log = LoggerFactory.getLogger(LiveExchange.class);

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(LiveExchange.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Where an exchange without an outcome is. */
  private enum Phase {
    OFFERED,
    IN_TURN,
    OPEN
  }

  private final ExchangeOwner owner;
  private final Handling<Q, A> handling;
  private final Q request;
  private final boolean expectsResponse;
  private final int requestId;
  private final PropertyChanges peer;

  /**
   * A {@link Phase}, or the {@link Outcome}: one reference, so that nobody sees one without the
   * other.
   */
  private volatile Object state = Phase.OFFERED;

  private boolean later;
  private boolean leftOpen;

  /**
   * Whether the module's handler is running; true also when it has completed the exchange by then.
   */
  private volatile boolean turn;

  /** Who wants to know that the exchange is complete, besides its owner. */
  private volatile @Nullable Consumer<LiveExchange<?, ?>> listener;

  /** The peer's thread only. */
  private long deadlineNanos;

  /**
   * @param expectsResponse whether the peer wants an answer, whatever the operation says
   * @param requestId the peer's id of the request
   * @param nowNanos when the exchange is handed to the module, on the peer's clock
   */
  public LiveExchange(
      ExchangeOwner owner,
      PeerInfo info,
      Properties properties,
      Handling<Q, A> handling,
      Q request,
      boolean expectsResponse,
      int requestId,
      long nowNanos) {
    this.owner = owner;
    this.handling = handling;
    this.request = request;
    this.expectsResponse = expectsResponse;
    this.requestId = requestId;
    this.deadlineNanos = nowNanos + handling.withinNanos();
    this.peer = new PropertyChanges(this, owner, info, properties);
  }

  // ---- for the module -------------------------------------------------------------------------

  @Override
  public ExchangePeer peer() {
    return peer;
  }

  @Override
  public Q request() {
    return request;
  }

  @Override
  public void respond(A answer) {
    complete(new Outcome.Answered(answer));
  }

  @Override
  public void fail(Status status, String text) {
    if (status == Status.SUCCESS) {
      throw new IllegalArgumentException(
          "fail with status SUCCESS (expected: another status; use respond or done)");
    }
    complete(new Outcome.NotDone(status, text));
  }

  @Override
  public boolean isOpen() {
    return !isComplete();
  }

  @Override
  public void later() {
    later = true;
  }

  @Override
  public void done() {
    complete(Outcome.Done.DONE);
  }

  // ---- for the module host --------------------------------------------------------------------

  /** Takes the exchange into the module's turn; false if the peer has given it up. */
  public boolean begin() {
    turn = STATE.compareAndSet(this, Phase.OFFERED, Phase.IN_TURN);
    return turn;
  }

  /** Makes the command for the module's actor. */
  public Object command() {
    return handling.toCommand().apply(this);
  }

  /**
   * Ends the module's turn.
   *
   * @return whether the exchange is complete; if not, it reports itself when it is
   */
  public boolean endTurn() {
    turn = false;
    Object ended = handling.answer() == null && !later ? Outcome.Done.DONE : Phase.OPEN;
    leftOpen = STATE.compareAndSet(this, Phase.IN_TURN, ended) && ended == Phase.OPEN;
    return !leftOpen;
  }

  /** Whether the turn has ended without completing the exchange; for the module host's thread. */
  public boolean isLeftOpen() {
    return leftOpen;
  }

  /**
   * Tells {@code told} when the exchange is complete, whoever completes it, in that thread; at once
   * if it is, and maybe twice if it is about to be. One listener at most.
   */
  public void whenComplete(Consumer<LiveExchange<?, ?>> told) {
    listener = told;
    if (isComplete()) {
      told.accept(this);
    }
  }

  /** Completes the exchange because its module has failed; false if it was complete before. */
  public boolean abort(String text) {
    turn = false;
    return end(new Outcome.Broken(text));
  }

  /** Whether the module's handler is running. */
  boolean isInTurn() {
    return turn;
  }

  // ---- for the peer ---------------------------------------------------------------------------

  /**
   * Gives the exchange up: what the module does with it no longer counts. False if it was complete.
   */
  public boolean cancel() {
    return end(Outcome.GivenUp.GIVEN_UP);
  }

  public boolean isComplete() {
    return state instanceof Outcome;
  }

  /** How it ended; null until then. */
  public @Nullable Outcome outcome() {
    return state instanceof Outcome outcome ? outcome : null;
  }

  public Handling<Q, A> handling() {
    return handling;
  }

  public boolean expectsResponse() {
    return expectsResponse;
  }

  public int requestId() {
    return requestId;
  }

  /** When the module is cut off, on the peer's clock. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** Gives the module its whole time from now on: it had others of the same delivery before. */
  public void restartClock(long nowNanos) {
    deadlineNanos = nowNanos + handling.withinNanos();
  }

  /** What the module has changed about the peer. */
  public PropertyChanges changes() {
    return peer;
  }

  private void complete(Outcome how) {
    if (!end(how)) {
      log.warn(
          "Module [{}] answered {} of peer [{}] again, or after its time-out: ignored (answer once,"
              + " within {})",
          handling.module(),
          handling.operation(),
          peer.id(),
          handling.within());
    }
  }

  private boolean end(Outcome how) {
    while (true) {
      Object before = state;
      if (before instanceof Outcome) {
        return false;
      }
      if (STATE.compareAndSet(this, before, how)) {
        if (before == Phase.OPEN && how != Outcome.GivenUp.GIVEN_UP) {
          owner.completed(this);
        }
        Consumer<LiveExchange<?, ?>> told = listener;
        if (told != null) {
          told.accept(this);
        }
        return true;
      }
    }
  }

  @Override
  public String toString() {
    // Not the outcome itself: an answer may be secret.
    Object where = state instanceof Outcome outcome ? outcome.getClass().getSimpleName() : state;
    return "Exchange[%s, peer %s, %s]".formatted(handling.operation(), peer.id(), where);
  }
}
