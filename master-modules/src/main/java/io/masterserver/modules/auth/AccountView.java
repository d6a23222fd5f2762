package io.masterserver.modules.auth;

import java.util.Map;

/** An account, as other modules see it. */
public record AccountView(
    String accountId,
    String username,
    boolean isGuest,
    boolean isAdmin,
    Map<String, String> properties) {

  public AccountView {
    properties = Map.copyOf(properties);
  }
}
