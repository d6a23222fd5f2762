package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import java.util.Optional;

/**
 * What a client shows to resume its session.
 *
 * <p>Layout: {@code peer:int32, secret:}{@value #SECRET_BYTES}{@code bytes}.
 *
 * @param secret which only the client and the server know
 */
record SessionToken(PeerId peer, Bytes secret) {

  /** Length of a secret: more than can be guessed. */
  static final int SECRET_BYTES = 16;

  Bytes bytes() {
    var out = new WireWriter(Integer.BYTES + SECRET_BYTES);
    out.writeInt(peer.value());
    out.writeBytes(secret);
    return out.toBytes();
  }

  /** Returns the token that {@code bytes} are, if they can be one. */
  static Optional<SessionToken> parse(Bytes bytes) {
    if (bytes.length() != Integer.BYTES + SECRET_BYTES) {
      return Optional.empty();
    }
    WireReader in = WireReader.of(bytes);
    int peer = in.readInt();
    Bytes secret = in.readBytes(SECRET_BYTES).compact();
    return peer < 1 ? Optional.empty() : Optional.of(new SessionToken(new PeerId(peer), secret));
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "SessionToken[peer " + peer + "]";
  }
}
