package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.exchange.EncodedProperty;
import java.security.MessageDigest;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a peer remembers so that its client can go on over another connection. The peer's thread
 * only.
 */
final class PeerSession implements Continuity {

  /** Something was not kept that the client has not had. */
  static final String NOT_KEPT = "more was sent to its client than is kept";

  private static final int ACKNOWLEDGED_MESSAGES = 32;
  private static final int ACKNOWLEDGED_BYTES = 64 * 1024;

  private final Bytes secret;
  private @Nullable Bytes secretHash;
  private final OutboundLedger ledger;
  private long received;
  private int newMessages;
  private int newBytes;

  /** Whether what comes counts: a connection that is going away leaves out some of it. */
  private boolean counting = true;

  private boolean detached;
  private long detachedUntil;
  private @Nullable String broken;

  /** What the store has of it; null as long as nothing had to be saved. */
  private @Nullable SessionRecord record;

  /**
   * What a client that comes back is told about a session that was restored; null when it has said
   * something since: then it knows.
   */
  private @Nullable List<Integer> restored;

  private int incarnation;
  private boolean amid;

  PeerSession(Bytes secret, OutboundLedger ledger) {
    this.secret = secret;
    this.ledger = ledger;
  }

  /** Goes on with a session of another node. */
  static PeerSession of(AdoptedSession adopted, OutboundLedger ledger) {
    SessionSnapshot snapshot = adopted.snapshot();
    var session = new PeerSession(adopted.secret(), ledger);
    ledger.restore(snapshot.before(), snapshot.kept());
    session.received = snapshot.received();
    session.incarnation = snapshot.incarnation() + 1;
    if (adopted.restored()) {
      session.restored = snapshot.unfinished();
    }
    if (adopted.epoch() > 0) {
      session.record =
          adopted.restored()
              ? SessionRecord.takenOver(adopted.epoch(), ledger.sent())
              : SessionRecord.handedOver(adopted.epoch(), ledger.sent());
    }
    return session;
  }

  /** How often it has gone on somewhere else. */
  int incarnation() {
    return incarnation;
  }

  SessionToken token(PeerId peer, long node) {
    return new SessionToken(peer, node, secret);
  }

  /** Compares in a time that does not tell how much is right. */
  boolean isSecret(Bytes shown) {
    return MessageDigest.isEqual(secret.toArray(), shown.toArray());
  }

  // ---- from the client ------------------------------------------------------------------------

  /** Counts a message of the client, if it counts. */
  void count(Message message) {
    restored = null;
    if (counting && SessionOperations.isCounted(message)) {
      received++;
      newMessages++;
      newBytes += message.data().length();
    }
  }

  /** Counts nothing more of what comes by the present connection. */
  void stopCounting() {
    counting = false;
  }

  /** How many counted messages the client has sent. */
  long received() {
    return received;
  }

  /** Returns whether it is time to acknowledge; then the count begins anew. */
  boolean takeAcknowledgementDue() {
    boolean due = newMessages >= ACKNOWLEDGED_MESSAGES || newBytes >= ACKNOWLEDGED_BYTES;
    if (due) {
      acknowledged();
    }
    return due;
  }

  private void acknowledged() {
    newMessages = 0;
    newBytes = 0;
  }

  /**
   * The client has had {@code number} messages.
   *
   * @return what is wrong with that; null if nothing is
   */
  @Nullable String acknowledge(long number) {
    return number <= released() && ledger.acknowledge(number)
        ? null
        : "the client acknowledges %d messages (expected: not fewer than before, at most %d)"
            .formatted(number, released());
  }

  // ---- to the client --------------------------------------------------------------------------

  /**
   * Counts and keeps what is sent.
   *
   * @return false if it must not be sent yet: that is told when the record is written
   */
  boolean send(PeerConnection.Outbound outbound) {
    boolean held = record != null && record.holds();
    if (!ledger.add(outbound.frames()) && (detached || held)) {
      giveUp(NOT_KEPT);
    }
    if (record != null && held) {
      record.hold(outbound, ledger.sent());
    }
    return !held;
  }

  /** Something has happened that is to be saved before the client is told of it. */
  void change() {
    if (record == null) {
      record = SessionRecord.none(ledger.sent());
    }
    record.change();
  }

  /** What the store has of the session; null if nothing had to be saved. */
  @Nullable SessionRecord record() {
    return record;
  }

  /**
   * Takes notice of what was done in this turn: whether a module is in the midst of a durable
   * message now, of which the peer has a part.
   */
  void note(Peer.Command done, PeerInbox inbox) {
    switch (done) {
      case Peer.Push p -> amid |= inbox.isDurableUnderWay();
      case Peer.WriteProperty w -> amid |= inbox.isDurableUnderWay();
      case Peer.WriteEncoded w -> amid |= inbox.isDurableUnderWay();
      case Peer.ClearProperty c -> amid |= inbox.isDurableUnderWay();
      case Peer.Ran r -> amid &= inbox.isDurableLeftOpen();
      default -> amid = amid && inbox.isDurableUnderWay();
    }
  }

  /** Whether a module is in the midst of a durable message. */
  boolean isAmid() {
    return amid;
  }

  /** How many messages the client may have had. */
  private long released() {
    return record == null ? ledger.sent() : record.released(ledger.sent());
  }

  /** How many messages of the client are finished without its connection knowing. */
  int heldFinished() {
    return record == null ? 0 : record.heldFinished();
  }

  /** The client cannot go on. */
  void giveUp(String reason) {
    broken = reason;
  }

  /** Why the client can never go on; null if it can. */
  @Nullable String broken() {
    return broken;
  }

  // ---- between connections --------------------------------------------------------------------

  /** The connection is lost; its client is waited for until then. */
  void detach(long untilNanos) {
    detached = true;
    detachedUntil = untilNanos;
  }

  boolean isDetached() {
    return detached;
  }

  /**
   * Returns for how many nanoseconds the client has been away.
   *
   * @param window for how many it may be
   */
  long detachedFor(long now, long window) {
    return detached ? now - (detachedUntil - window) : 0;
  }

  /** Returns how many nanoseconds the client still has to come back; {@code none} if it is here. */
  long left(long now, long none) {
    return detached ? detachedUntil - now : none;
  }

  /** Returns why a client that has had {@code number} messages cannot go on; null if it can. */
  @Nullable ResumeRefusal refusal(long number) {
    boolean later = restored != null && number > ledger.sent(); // it was told more after the save
    if (!later && (number > released() || !ledger.isPossible(number))) {
      return ResumeRefusal.MISCOUNTED;
    }
    return ledger.hasAllAfter(number) ? null : ResumeRefusal.NOT_KEPT;
  }

  /**
   * The client is back, and has had {@code number} messages.
   *
   * @return what it has not had, in order
   */
  List<ByteString> resume(long number) {
    detached = false;
    counting = true;
    acknowledged(); // the answer says how many have come
    if (restored != null) {
      ledger.skipTo(number);
    }
    ledger.acknowledge(number);
    return ledger.after(number, released());
  }

  /** Returns what the client is told that has come back. */
  SessionResumed answer() {
    return restored == null
        ? new SessionResumed(received, false, List.of())
        : new SessionResumed(received, true, restored);
  }

  /** Whether nothing is under way that another node could not go on with. */
  boolean isAtRest() {
    return broken == null && restored == null && (record == null || record.isAtRest());
  }

  /** Returns what another node needs to go on with it. */
  AdoptedSession handOver(PeerInbox inbox) {
    return new AdoptedSession(
        snapshot(inbox, inbox.properties().encoded(), true),
        secret,
        record == null ? 0 : record.epoch(),
        false);
  }

  /** Keeps nothing any more: the session is over. */
  void end() {
    ledger.drop();
  }

  /**
   * Returns the session as it is now.
   *
   * @param properties those of the peer that are to be in it
   * @param withKept whether what the client has not acknowledged is in it: without that, the client
   *     can go on only if it has had all
   */
  SessionSnapshot snapshot(PeerInbox inbox, List<EncodedProperty> properties, boolean withKept) {
    return new SessionSnapshot(
        inbox.info,
        incarnation,
        properties,
        received,
        withKept ? ledger.before() : ledger.sent(),
        withKept ? ledger.after(ledger.before(), ledger.sent()) : List.of(),
        restored == null ? inbox.unfinishedRequests() : restored,
        inbox.unfinishedNotifications());
  }

  /** Returns what a record says of who may take it over. */
  Bytes secretHash() {
    if (secretHash == null) {
      secretHash = SessionToken.hash(secret); // of each write the same
    }
    return secretHash;
  }

  Bytes secret() {
    return secret;
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "PeerSession[received %d, sent %d]".formatted(received, ledger.sent());
  }
}
