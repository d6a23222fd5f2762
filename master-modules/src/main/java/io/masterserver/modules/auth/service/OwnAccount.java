package io.masterserver.modules.auth.service;

import io.masterserver.api.PeerInfo;

/** What the owner of an account may do with all of it. Threads: virtual ones. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public final class OwnAccount {

  OwnAccount() {}

  /**
   * Deletes an account with its tokens and codes.
   *
   * @throws Refused if the password is wrong, or too many were
   */
  public void delete(String accountId, String password, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns all that is kept of an account, as JSON; no hashes of secrets.
   *
   * @throws Refused if there is no such account
   */
  public String export(String accountId, PeerInfo from) {
    throw new UnsupportedOperationException();
  }
}
