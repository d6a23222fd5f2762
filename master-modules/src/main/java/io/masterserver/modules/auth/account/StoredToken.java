package io.masterserver.modules.auth.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A "remember me" of one client, over all the tokens it has been given one after another.
 *
 * @param id hard to guess, the first part of its tokens
 * @param hash of the secret part of the newest token
 * @param previousHash of the one before, which stays good for a while because the newest may not
 *     have reached the client
 * @param previousUntil how long
 */
public record StoredToken(
    String id,
    String accountId,
    String hash,
    Optional<String> previousHash,
    Optional<Instant> previousUntil,
    Instant expiresAt) {

  /** Says nothing of the hashes. */
  @Override
  public String toString() {
    return "StoredToken[accountId=%s]".formatted(accountId);
  }
}
