package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;

/**
 * The code that came to an e-mail address.
 *
 * <p>Layout: {@code email:string, code:string}.
 */
public record EmailConfirmation(String email, String code) {

  public static final Codec<EmailConfirmation> CODEC = Codec.derived(EmailConfirmation.class);

  /** Says nothing of the code. */
  @Override
  public String toString() {
    return "EmailConfirmation";
  }
}
