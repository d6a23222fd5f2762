package io.masterserver.modules.auth.service;

import java.util.Optional;

/**
 * Asked when somebody has shown that an account is theirs, before a token is used up or given out
 * for it: whether they may have it now.
 */
@FunctionalInterface
public interface SessionRule {

  /** Everybody may. */
  SessionRule NONE = (accountId, tokenId) -> {};

  /**
   * Returns if they may.
   *
   * @param tokenId of the token that was shown; empty if it was a password
   * @throws Refused if they may not
   */
  void check(String accountId, Optional<String> tokenId);
}
