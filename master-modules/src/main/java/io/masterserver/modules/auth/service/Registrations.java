package io.masterserver.modules.auth.service;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.modules.auth.account.Account;

/** New accounts. Threads: virtual ones. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public final class Registrations {

  Registrations() {}

  /**
   * Stores a new account.
   *
   * @throws Refused if a rule forbids it, name or e-mail are taken, or too many came from there
   */
  public Account register(NewAccount wanted, PeerInfo from) {
    throw new UnsupportedOperationException();
  }

  /**
   * Stores a guest as a full account with the same id and properties.
   *
   * @throws Refused as {@link #register} does
   */
  public Account upgrade(Account guest, NewAccount wanted, PeerInfo from) {
    throw new UnsupportedOperationException();
  }
}
