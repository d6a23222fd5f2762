package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * A log-in with name and password.
 *
 * <p>Layout: {@code username:string, password:string, remember:bool}.
 *
 * @param remember whether to give out a token with which this client can log in again
 */
public record PasswordLogIn(String username, String password, boolean remember) {

  public static final Codec<PasswordLogIn> CODEC = Codec.derived(PasswordLogIn.class);

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "PasswordLogIn[username=%s, remember=%s]".formatted(username, remember);
  }
}
