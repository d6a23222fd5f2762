package io.masterserver.runtime.peer;

import io.masterserver.api.SavedSession;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MalformedPacket;

/**
 * A peer with a session that goes on, on the node that is told.
 *
 * @param snapshot of the peer as it was, or as it was saved last
 * @param secret of the session's token
 * @param epoch of the session's record from now on; 0 if it has none
 * @param restored whether its node has died: what it has done since the snapshot is lost
 */
public record AdoptedSession(SessionSnapshot snapshot, Bytes secret, long epoch, boolean restored) {

  static final Codec<AdoptedSession> CODEC =
      Codec.record(
          Codec.BYTES,
          AdoptedSession::secret,
          Codec.LONG,
          AdoptedSession::epoch,
          Codec.BOOLEAN,
          AdoptedSession::restored,
          SessionSnapshot.CODEC,
          AdoptedSession::snapshot,
          (secret, epoch, restored, snapshot) ->
              new AdoptedSession(snapshot, secret, epoch, restored));

  /**
   * Returns a session whose node has died, as it was saved last.
   *
   * @throws MalformedPacket if its state cannot be read
   */
  public static AdoptedSession restored(SavedSession saved, Bytes secret) {
    return new AdoptedSession(
        SessionSnapshot.CODEC.decode(saved.state()), secret, saved.epoch(), true);
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "AdoptedSession[%s, epoch %d, restored %s]".formatted(snapshot, epoch, restored);
  }
}
