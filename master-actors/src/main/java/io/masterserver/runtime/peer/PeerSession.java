package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import java.security.MessageDigest;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What a peer remembers so that its client can go on over another connection. The peer's thread
 * only.
 */
final class PeerSession implements Continuity {

  private static final int ACKNOWLEDGED_MESSAGES = 32;
  private static final int ACKNOWLEDGED_BYTES = 64 * 1024;

  private final Bytes secret;
  private final OutboundLedger ledger;
  private long received;
  private int newMessages;
  private int newBytes;

  /** Whether what comes counts: a connection that is going away leaves out some of it. */
  private boolean counting = true;

  private boolean detached;
  private long detachedUntil;
  private boolean broken;

  PeerSession(Bytes secret, OutboundLedger ledger) {
    this.secret = secret;
    this.ledger = ledger;
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
    return ledger.acknowledge(number)
        ? null
        : "the client acknowledges %d messages (expected: not fewer than before, at most %d)"
            .formatted(number, ledger.sent());
  }

  // ---- to the client --------------------------------------------------------------------------

  /**
   * Counts and keeps what is sent, unless it may be lost.
   *
   * @return the frames as they are to be sent
   */
  ByteString send(ByteString frames, DeliveryMethod delivery) {
    if (delivery == DeliveryMethod.UNRELIABLE) {
      return Frames.unreliable(frames);
    }
    if (!ledger.add(frames) && detached) {
      broken = true;
    }
    return frames;
  }

  /** The client cannot go on. */
  void giveUp() {
    broken = true;
  }

  /** Whether the client can never go on: something was not kept that it has not had. */
  boolean isBroken() {
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

  /** Returns how many nanoseconds the client still has to come back; {@code none} if it is here. */
  long left(long now, long none) {
    return detached ? detachedUntil - now : none;
  }

  /** Returns why a client that has had {@code number} messages cannot go on; null if it can. */
  @Nullable ResumeRefusal refusal(long number) {
    if (!ledger.isPossible(number)) {
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
    ledger.acknowledge(number);
    return ledger.after(number);
  }

  /** Keeps nothing any more: the session is over. */
  void end() {
    ledger.drop();
  }

  /** Returns the session as it is now. */
  SessionSnapshot snapshot() {
    return new SessionSnapshot(secret, received, ledger.before(), ledger.after(ledger.before()));
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "PeerSession[received %d, sent %d]".formatted(received, ledger.sent());
  }
}
