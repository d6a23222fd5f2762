package io.masterserver.api;

/** A logged-in account on a peer. Immutable. */
public interface Session {

  /** The name of the account, as it was registered. */
  String username();
}
