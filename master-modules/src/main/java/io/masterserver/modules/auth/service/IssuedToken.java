package io.masterserver.modules.auth.service;

import java.time.Instant;

/**
 * A "remember me" token, as only its client ever sees it.
 *
 * @param expiresAt when it ends to be good, unless it is used before
 */
public record IssuedToken(String text, Instant expiresAt) {

  /** Says nothing. */
  @Override
  public String toString() {
    return "IssuedToken";
  }
}
