package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * The password once more, for what cannot be undone.
 *
 * <p>Layout: {@code password:string}.
 */
public record PasswordProof(String password) {

  public static final Codec<PasswordProof> CODEC = Codec.derived(PasswordProof.class);

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "PasswordProof";
  }
}
