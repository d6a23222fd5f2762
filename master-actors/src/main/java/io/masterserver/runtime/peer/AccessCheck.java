package io.masterserver.runtime.peer;

import io.masterserver.api.AccessRule;
import io.masterserver.api.CoreProperties;
import io.masterserver.api.Session;
import io.masterserver.runtime.exchange.Properties;

/** Holds an access rule against a peer. */
final class AccessCheck {

  private AccessCheck() {}

  static boolean allows(AccessRule rule, Properties properties) {
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
