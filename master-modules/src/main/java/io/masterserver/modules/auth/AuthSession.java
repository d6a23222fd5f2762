package io.masterserver.modules.auth;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.PropertyKey;
import io.masterserver.api.Session;
import io.masterserver.core.wire.Codec;
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

  /**
   * The property {@link CoreProperties#SESSION}, with all of this: what that key reads stands
   * first.
   */
  public static final PropertyKey<AuthSession> KEY =
      PropertyKey.of(
              CoreProperties.SESSION.code(),
              "session",
              AuthSession.class,
              Codec.derived(AuthSession.class))
          .durable();

  public AuthSession {
    properties = Map.copyOf(properties);
  }
}
