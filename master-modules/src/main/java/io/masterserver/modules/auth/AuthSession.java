package io.masterserver.modules.auth;

import io.masterserver.api.Session;
import java.util.Map;

/**
 * A logged-in account on a peer, as it was when it logged in or was changed last.
 *
 * @param properties of the account
 */
public record AuthSession(
    String accountId,
    String username,
    boolean isGuest,
    boolean isAdmin,
    Map<String, String> properties)
    implements Session {

  public AuthSession {
    properties = Map.copyOf(properties);
  }
}
