package io.masterserver.modules.auth.service;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.modules.auth.account.Account;
import java.util.Optional;

/** New passwords for old accounts. Threads: virtual ones. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public final class Passwords {

  Passwords() {}

  /**
   * Changes a password, and makes all tokens worthless but one.
   *
   * @param keepTokenId of the client that does it
   * @throws Refused if the old password is wrong, too many were, or a rule forbids the new one
   */
  public void change(
      String accountId, PasswordChange change, Optional<String> keepTokenId, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Has a code sent to {@code email} if an account has it; nobody learns whether one has.
   *
   * @throws Refused if too many requests came from there; if no account has it, where the server is
   *     told to reveal that
   */
  public void requestReset(String email, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets a password with a code, and makes all tokens worthless. The sessions go on until somebody
   * ends them.
   *
   * @return the account after it
   * @throws Refused if the code is wrong, too many were, or a rule forbids the password
   */
  public Account reset(PasswordReset reset, PeerInfo from) {
    throw new UnsupportedOperationException();
  }
}
