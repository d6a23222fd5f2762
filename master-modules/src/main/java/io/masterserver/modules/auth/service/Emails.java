package io.masterserver.modules.auth.service;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.EmailConfirmation;
import io.masterserver.modules.auth.account.Account;

/** Whether the owner of an account owns its e-mail. Threads: virtual ones. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public final class Emails {

  Emails() {}

  /**
   * Has a code sent to the e-mail of an account.
   *
   * @throws Refused if it has none, it is confirmed already, or a code was sent just now
   */
  public void requestConfirmation(String accountId, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Confirms the e-mail of an account.
   *
   * @throws Refused if the code is wrong, or too many were
   */
  public Confirmed confirm(String accountId, String code, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Has a code sent to {@code email} if an account has it and it is not confirmed; nobody learns
   * whether that is so.
   *
   * @throws Refused if too many requests came from there; if no account has it, where the server is
   *     told to reveal that
   */
  public void requestCode(String email, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Confirms an e-mail without being logged in.
   *
   * @return the account after it
   * @throws Refused if the code is wrong, or too many were
   */
  public Account confirm(EmailConfirmation confirmation, PeerInfo from) {
    throw new UnsupportedOperationException();
  }
}
