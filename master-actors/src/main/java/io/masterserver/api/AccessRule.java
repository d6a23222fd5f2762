package io.masterserver.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /**
   * Returns the rule that {@code text} names.
   *
   * @param text {@code anyone}, {@code authenticated}, {@code permission N}, {@code admin} or
   *     {@code nobody}
   * @throws IllegalArgumentException if it names none; says what is allowed
   */
  static AccessRule parse(String text) {
    return switch (text) {
      case "anyone" -> anyone();
      case "authenticated" -> authenticated();
      case "admin" -> admin();
      case "nobody" -> nobody();
      default -> parsePermission(text);
    };
  }

  private static AccessRule parsePermission(String text) {
    Matcher matcher = Pattern.compile("permission ([1-9]\\d{0,8})").matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "access rule: '%s' (expected: anyone, authenticated, permission N with N of 1 or more, admin, or nobody)"
              .formatted(text));
    }
    return permission(Integer.parseInt(matcher.group(1)));
  }

  /** Returns the text that {@link #parse} takes. */
  default String text() {
    return switch (this) {
      case Anyone() -> "anyone";
      case Authenticated() -> "authenticated";
      case Permission(int level) -> "permission " + level;
      case Admin() -> "admin";
      case Nobody() -> "nobody";
    };
  }

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
