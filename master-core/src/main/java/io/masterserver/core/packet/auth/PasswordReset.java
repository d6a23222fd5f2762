package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * A new password, by somebody who has got a code by mail.
 *
 * <p>Layout: {@code email:string, code:string, newPassword:string}.
 */
public record PasswordReset(String email, String code, String newPassword) {

  public static final Codec<PasswordReset> CODEC = Codec.derived(PasswordReset.class);

  /** Says nothing of code and password. */
  @Override
  public String toString() {
    return "PasswordReset";
  }
}
