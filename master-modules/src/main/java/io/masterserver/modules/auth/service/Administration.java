package io.masterserver.modules.auth.service;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.modules.auth.account.Account;
import java.util.Collection;
import java.util.Map;

/** What others than its owner may do with an account, if allowed. Threads: virtual ones. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public final class Administration {

  Administration() {}

  /**
   * Finds an account by name, ignoring case.
   *
   * @throws Refused if there is none
   */
  public Account find(String username) {
    throw new UnsupportedOperationException();
  }

  /**
   * Keeps an account from logging in. Its sessions go on until somebody ends them.
   *
   * @return the account after it
   * @throws Refused if there is none, there is no reason, or the end has passed
   */
  public Account ban(AccountBan ban, PeerInfo by) {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends a ban, if there is one.
   *
   * @return the account after it
   * @throws Refused if there is no such account
   */
  public Account liftBan(String username, PeerInfo by) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes or unmakes an administrator.
   *
   * @return the account after it
   * @throws Refused if there is none
   */
  public Account changeAdmin(AdminChange change, PeerInfo by) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes properties of an account; those that are not named stay.
   *
   * @return the account after it
   * @throws Refused if there is no such account, or it would have too many or too long ones
   */
  public Account changeProperties(
      String accountId, Map<String, String> set, Collection<String> removed) {
    throw new UnsupportedOperationException();
  }
}
