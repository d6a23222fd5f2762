package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * A log-in with the token of an earlier one.
 *
 * <p>Layout: {@code token:string}.
 */
public record TokenLogIn(String token) {

  public static final Codec<TokenLogIn> CODEC = Codec.derived(TokenLogIn.class);

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "TokenLogIn";
  }
}
