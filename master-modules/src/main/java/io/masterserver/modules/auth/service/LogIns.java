package io.masterserver.modules.auth.service;

import io.masterserver.api.PeerInfo;

/** Log-ins, and the tokens that spare clients the password. Threads: virtual ones. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public final class LogIns {

  LogIns() {}

  /**
   * Logs in with name and password.
   *
   * @param remember whether to issue a token
   * @throws Refused if the credentials are wrong, too many were, or the account may not log in
   */
  public LogInOutcome withPassword(
      String username, String password, boolean remember, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes up a guest.
   *
   * @throws Refused if there are no guests here, or too many came from there
   */
  public LogInOutcome asGuest(PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Logs in with a token, and issues the next one in its place.
   *
   * @throws Refused as {@link #withPassword} does
   */
  public LogInOutcome withToken(String token, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /** Makes a token worthless: its client has logged out. */
  public void forget(String tokenId) {
    throw new UnsupportedOperationException();
  }

  /** Makes all tokens of an account worthless; returns how many there were. */
  public int revokeAll(String accountId) {
    throw new UnsupportedOperationException();
  }
}
