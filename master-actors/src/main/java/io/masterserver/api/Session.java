package io.masterserver.api;

/** A logged-in account on a peer. Immutable. */
public interface Session {

  /**
   * The account, whatever it is called; the same for ever, also when a guest becomes a full
   * account.
   */
  String accountId();

  /** The name of the account, as it was registered. */
  String username();

  /** Whether nobody has registered it: it is gone when the player goes. */
  boolean isGuest();

  /** Whether it is an administrator's. */
  boolean isAdmin();
}
