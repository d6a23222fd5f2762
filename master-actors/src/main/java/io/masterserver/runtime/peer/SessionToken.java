package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What a client shows to resume its session.
 *
 * <p>Layout: {@code peer:int32, node:int64, secret:}{@value #SECRET_BYTES}{@code bytes}.
 *
 * @param node the incarnation of the node where the session is: strangers can name any peer, so
 *     that nothing is asked by the peer's id but on that node
 * @param secret which only the client and the server know
 */
public record SessionToken(PeerId peer, long node, Bytes secret) {

  /** Length of a secret: more than can be guessed. */
  static final int SECRET_BYTES = 16;

  private static final int LENGTH = Integer.BYTES + Long.BYTES + SECRET_BYTES;

  public Bytes bytes() {
    var out = new WireWriter(LENGTH);
    out.writeInt(peer.value());
    out.writeLong(node);
    out.writeBytes(secret);
    return out.toBytes();
  }

  /** Returns what the store knows of a secret: enough to tell whether somebody else knows it. */
  public static Bytes hash(Bytes secret) {
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(secret.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the token that {@code bytes} are, if they can be one. */
  static Optional<SessionToken> parse(Bytes bytes) {
    if (bytes.length() != LENGTH) {
      return Optional.empty();
    }
    WireReader in = WireReader.of(bytes);
    int peer = in.readInt();
    long node = in.readLong();
    Bytes secret = in.readBytes(SECRET_BYTES).compact();
    return peer < 1
        ? Optional.empty()
        : Optional.of(new SessionToken(new PeerId(peer), node, secret));
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "SessionToken[peer " + peer + "]";
  }
}
