package io.masterserver.runtime.peer;

import io.masterserver.api.SavedSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * What the store has of a session, and what its client is not sent before the store has it. The
 * peer's thread only.
 *
 * <p>One write is under way at a time. It covers all that was held back when it began; the next one
 * covers what came meanwhile.
 */
final class SessionRecord {

  /** How long to wait behind a write that has failed. */
  private static final long RETRY_AFTER = Duration.ofMillis(500).toNanos();

  /** Something that waits, and how many counted messages there are up to it. */
  private record Held(PeerConnection.Outbound outbound, long sent) {}

  /** Where the record is. */
  private enum Phase {
    /** It was never written. */
    NONE,
    /** It is another node's, which has handed the session over. */
    TO_BE_CLAIMED,
    OURS
  }

  private final ArrayDeque<Held> held = new ArrayDeque<>(2);
  private Phase phase;
  private long epoch;
  private boolean changed;
  private boolean writing;
  private boolean waiting;
  private boolean lost;
  private long retryAtNanos;
  private int covered;
  private long released;

  private SessionRecord(Phase phase, long epoch, long released) {
    this.phase = phase;
    this.epoch = epoch;
    this.released = released;
  }

  /**
   * There is none yet.
   *
   * @param sent how many counted messages the client was sent
   */
  static SessionRecord none(long sent) {
    return new SessionRecord(Phase.NONE, SavedSession.FIRST_EPOCH, sent);
  }

  /** It was taken over from a node that has died. */
  static SessionRecord takenOver(long epoch, long sent) {
    return new SessionRecord(Phase.OURS, epoch, sent);
  }

  /** Its node has handed the session over, but not the record. */
  static SessionRecord handedOver(long epoch, long sent) {
    return new SessionRecord(Phase.TO_BE_CLAIMED, epoch, sent);
  }

  // ---- what waits -----------------------------------------------------------------------------

  /** What has happened must be saved before anybody is told of it. */
  void change() {
    changed = true;
  }

  /** Whether what is sent now must wait. */
  boolean holds() {
    return changed || writing;
  }

  /** Whether it is written, and ours. */
  boolean isAtRest() {
    return phase == Phase.OURS && !holds() && held.isEmpty();
  }

  /**
   * Holds {@code outbound} back.
   *
   * @param sent how many counted messages there are with it
   */
  void hold(PeerConnection.Outbound outbound, long sent) {
    held.addLast(new Held(outbound, sent));
  }

  /** How many counted messages the client may have had, if {@code sent} were made in all. */
  long released(long sent) {
    return held.isEmpty() ? sent : released;
  }

  /** How many messages of the client are finished, which its connection does not know. */
  int heldFinished() {
    return held.stream().mapToInt(each -> each.outbound().done()).sum();
  }

  // ---- writes ---------------------------------------------------------------------------------

  /** Whether something is to be asked of the store now. */
  boolean isDue(long now) {
    return !writing
        && (changed || phase == Phase.TO_BE_CLAIMED)
        && (!waiting || now - retryAtNanos >= 0);
  }

  /** Whether the record must be claimed before it can be written. */
  boolean isToBeClaimed() {
    return phase == Phase.TO_BE_CLAIMED;
  }

  /** Whether there may be a record that has to be deleted. */
  boolean mayExist() {
    return phase != Phase.NONE || writing;
  }

  /** It is another node's. */
  void lost() {
    lost = true;
  }

  /** Whether another node has it. */
  boolean isLost() {
    return lost;
  }

  /** Whether it must be made. */
  boolean isNew() {
    return phase == Phase.NONE;
  }

  long epoch() {
    return epoch;
  }

  /** Claiming begins. */
  void claim() {
    writing = true;
    covered = 0;
  }

  /** The record is ours. */
  void claimed(long newEpoch) {
    writing = false;
    waiting = false;
    phase = Phase.OURS;
    epoch = newEpoch;
  }

  /** A write begins, of all that is there now. */
  void begin() {
    writing = true;
    changed = false;
    covered = held.size();
  }

  /** The write is done; {@code sender} gets what needs no other one, in order. */
  void done(Consumer<PeerConnection.Outbound> sender) {
    writing = false;
    waiting = false;
    phase = Phase.OURS;
    if (!changed) {
      covered = held.size(); // the rest only had to wait for those ahead of it
    }
    for (; covered > 0; covered--) {
      Held next = held.removeFirst();
      released = next.sent();
      sender.accept(next.outbound());
    }
  }

  /** The store did not answer, or could not; it is asked again after a while. */
  void failed(long now) {
    writing = false;
    changed |= phase != Phase.TO_BE_CLAIMED;
    waiting = true;
    retryAtNanos = now + RETRY_AFTER;
  }

  /**
   * Returns how many nanoseconds are left until the store is asked again; {@code none} if never.
   */
  long left(long now, long none) {
    return waiting && !writing ? retryAtNanos - now : none;
  }
}
