package io.masterserver.api;

import io.masterserver.core.wire.Bytes;

/**
 * A session as its node has saved it. Immutable.
 *
 * @param peer who the client is, before and after
 * @param epoch which incarnation of the session has saved it, {@value #FIRST_EPOCH} or more: each
 *     {@link SessionStore#takeOver take-over} begins the next
 * @param secretHash of what the client proves with that the session is its own; 1 to {@value
 *     #MAX_HASH_BYTES} bytes
 * @param state all that the session needs to go on, as its node has written it; at most {@value
 *     #MAX_STATE_BYTES} bytes
 */
public record SavedSession(PeerId peer, long epoch, Bytes secretHash, Bytes state) {

  /** The epoch of a session that nobody has taken over. */
  public static final long FIRST_EPOCH = 1;

  /** Longest hash, in bytes. */
  public static final int MAX_HASH_BYTES = 64;

  /** Largest state, in bytes. */
  public static final int MAX_STATE_BYTES = 256 * 1024;

  public SavedSession {
    if (epoch < FIRST_EPOCH) {
      throw new IllegalArgumentException(
          "epoch: %d (expected: %d or more)".formatted(epoch, FIRST_EPOCH));
    }
    if (secretHash.isEmpty() || secretHash.length() > MAX_HASH_BYTES) {
      throw new IllegalArgumentException(
          "secret hash: %d bytes (expected: 1..%d)".formatted(secretHash.length(), MAX_HASH_BYTES));
    }
    if (state.length() > MAX_STATE_BYTES) {
      throw new IllegalArgumentException(
          "state of the session of peer %s: %d bytes (expected: 0..%d)"
              .formatted(peer, state.length(), MAX_STATE_BYTES));
    }
  }

  /** Returns the same session with another state. */
  public SavedSession withState(Bytes newer) {
    return new SavedSession(peer, epoch, secretHash, newer);
  }

  /** Says nothing of the hash, nor of what is in the state. */
  @Override
  public String toString() {
    return "SavedSession[peer %s, epoch %d, %d bytes]".formatted(peer, epoch, state.length());
  }
}
