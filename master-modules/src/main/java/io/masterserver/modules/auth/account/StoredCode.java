package io.masterserver.modules.auth.account;

import java.time.Instant;

/**
 * A code that was sent by mail.
 *
 * @param hash of the code
 * @param triesLeft how many wrong codes may still be tried
 */
public record StoredCode(
    String accountId, Purpose purpose, String hash, Instant expiresAt, int triesLeft) {

  /** What a code is for; one of each may be outstanding for an account. */
  public enum Purpose {
    PASSWORD_RESET,
    EMAIL_CONFIRMATION
  }

  /** Says nothing of the hash. */
  @Override
  public String toString() {
    return "StoredCode[accountId=%s, purpose=%s]".formatted(accountId, purpose);
  }
}
