package io.masterserver.runtime.peer;

import org.apache.pekko.util.ByteString;

/**
 * A new peer whose client wants to go on as another one. The peer's thread only.
 *
 * <p>First that one is looked for, then it is handed the connection. In between nothing is sent to
 * the client, which could not tell whom it is from: it is held back.
 */
final class Resumption implements Continuity {

  final SessionToken token;
  final SessionMessage.Claim claim;
  private final long maxHeldBytes;
  private ByteString held = ByteString.emptyByteString();
  private long deadlineNanos;
  private boolean handedOver;

  Resumption(
      SessionToken token, SessionMessage.Claim claim, long maxHeldBytes, long deadlineNanos) {
    this.token = token;
    this.claim = claim;
    this.maxHeldBytes = maxHeldBytes;
    this.deadlineNanos = deadlineNanos;
  }

  /** Keeps frames back; false if that is too much. */
  boolean hold(ByteString frames) {
    if (held.size() + (long) frames.size() > maxHeldBytes) {
      return false;
    }
    held = held.concat(frames);
    return true;
  }

  /** What was kept back. */
  ByteString held() {
    return held;
  }

  /** The other peer was found, and asked to take the connection. */
  void handOver(long untilNanos) {
    handedOver = true;
    deadlineNanos = untilNanos;
  }

  /** Whether the other peer may have the connection already. */
  boolean isHandedOver() {
    return handedOver;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }
}
