package io.masterserver.api;

/** Which peers may use an operation. Held against the peer before the module sees the message. */
public sealed interface AccessRule {

  /** Every connected peer. */
  record Anyone() implements AccessRule {}

  /** Peers on which somebody is logged in. */
  record Authenticated() implements AccessRule {}

  /**
   * Peers that have claimed this level or a higher one.
   *
   * @param level 1 or more
   */
  record Permission(int level) implements AccessRule {

    public Permission {
      if (level < 1) {
        throw new IllegalArgumentException(
            "permission level: %d (expected: 1 or more)".formatted(level));
      }
    }
  }

  /** Peers on which an administrator is logged in. */
  record Admin() implements AccessRule {}

  /** No peer at all: closed until the configuration opens it. */
  record Nobody() implements AccessRule {}

  static AccessRule admin() {
    return new Admin();
  }

  static AccessRule nobody() {
    return new Nobody();
  }

  static AccessRule anyone() {
    return new Anyone();
  }

  static AccessRule authenticated() {
    return new Authenticated();
  }

  static AccessRule permission(int level) {
    return new Permission(level);
  }
}
