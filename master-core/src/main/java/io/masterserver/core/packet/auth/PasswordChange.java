package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * A new password, by somebody who is logged in.
 *
 * <p>Layout: {@code oldPassword:string, newPassword:string}.
 */
public record PasswordChange(String oldPassword, String newPassword) {

  public static final Codec<PasswordChange> CODEC = Codec.derived(PasswordChange.class);

  /** Says nothing of the passwords. */
  @Override
  public String toString() {
    return "PasswordChange";
  }
}
