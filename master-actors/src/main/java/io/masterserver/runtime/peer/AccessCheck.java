package io.masterserver.runtime.peer;

import io.masterserver.api.AccessRule;
import io.masterserver.api.CoreProperties;
import io.masterserver.api.Session;
import io.masterserver.runtime.exchange.Handling;
import io.masterserver.runtime.exchange.Properties;
import org.jspecify.annotations.Nullable;

/** Holds what an operation demands of a peer against the peer. */
final class AccessCheck {

  private AccessCheck() {}

  /**
   * Returns why the peer may not use an operation; null if it may.
   *
   * @param confidential whether nobody could read along
   */
  static @Nullable String refusal(
      Handling<?, ?> handling, Properties properties, boolean confidential) {
    String name = handling.operation().name();
    if (handling.confidential() && !confidential) {
      return "Insecure request: '%s' is answered over TLS or on this machine only".formatted(name);
    }
    return allows(handling.access(), properties)
        ? null
        : "%s is not allowed (%s)".formatted(name, need(handling.access()));
  }

  private static String need(AccessRule rule) {
    return switch (rule) {
      case AccessRule.Anyone() -> "nobody is refused";
      case AccessRule.Authenticated() -> "log in first";
      case AccessRule.Admin() -> "it is for administrators";
      case AccessRule.Nobody() -> "it is closed";
      case AccessRule.Permission(int level) -> "it needs permission level " + level;
    };
  }

  private static boolean allows(AccessRule rule, Properties properties) {
    return switch (rule) {
      case AccessRule.Anyone() -> true;
      case AccessRule.Authenticated() -> properties.has(CoreProperties.SESSION);
      case AccessRule.Admin() ->
          properties.get(CoreProperties.SESSION).filter(Session::isAdmin).isPresent();
      case AccessRule.Nobody() -> false;
      case AccessRule.Permission(int level) ->
          properties.get(CoreProperties.PERMISSION_LEVEL).orElse(0) >= level;
    };
  }
}
