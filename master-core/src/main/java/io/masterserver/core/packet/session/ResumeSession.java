package io.masterserver.core.packet.session;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;

/**
 * A client comes back to its session.
 *
 * <p>Layout: {@code token:bytes, received:int64}.
 *
 * @param token of the {@link SessionTicket}; at most {@value #MAX_TOKEN_BYTES} bytes
 * @param received how many counted messages the client has had since the session began
 */
public record ResumeSession(Bytes token, long received) {

  /** Longest token. */
  public static final int MAX_TOKEN_BYTES = 64;

  public static final Codec<ResumeSession> CODEC = Codec.derived(ResumeSession.class);

  public ResumeSession {
    if (token.length() > MAX_TOKEN_BYTES) {
      throw new IllegalArgumentException(
          "token: %d bytes (expected: 0..%d)".formatted(token.length(), MAX_TOKEN_BYTES));
    }
    if (received < 0) {
      throw new IllegalArgumentException(
          "received: %d messages (expected: 0 or more)".formatted(received));
    }
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "ResumeSession[received " + received + "]";
  }
}
