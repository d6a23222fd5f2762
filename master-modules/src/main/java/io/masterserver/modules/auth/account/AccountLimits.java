package io.masterserver.modules.auth.account;

import java.time.Instant;

/** What fits into the columns of an account; the rules for players are narrower. */
public final class AccountLimits {

  /** Longest name, in characters. */
  public static final int MAX_USERNAME = 64;

  /** Longest e-mail, in characters. */
  public static final int MAX_EMAIL = 254;

  /** Longest reason of a ban, in characters. */
  public static final int MAX_REASON = 1024;

  /** Longest hash of a password, in characters. */
  public static final int MAX_HASH = 512;

  /** A ban that ends later has no end. */
  public static final Instant MAX_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private static final int MAX_ID = 64;
  private static final int MAX_KEY = 320;

  private AccountLimits() {}

  /**
   * @throws IllegalArgumentException if it does not fit; the message has neither the hash nor the
   *     e-mail
   */
  public static void check(Account account) {
    StorableText.check("account id", account.id(), 1, MAX_ID);
    StorableText.check("user name", account.username(), 1, MAX_USERNAME);
    StorableText.check("user name, folded", CaseFolding.fold(account.username()), 1, MAX_KEY);
    account.email().ifPresent(AccountLimits::checkEmail);
    StorableText.check("password hash", account.passwordHash(), 0, MAX_HASH);
    account.ban().ifPresent(AccountLimits::checkBan);
    PropertyLimits.check(account.properties());
  }

  private static void checkEmail(String email) {
    StorableText.check("e-mail", email, 1, MAX_EMAIL);
    StorableText.check("e-mail, folded", CaseFolding.fold(email), 1, MAX_KEY);
  }

  private static void checkBan(Account.Ban ban) {
    StorableText.check("reason of a ban", ban.reason(), 0, MAX_REASON);
    if (ban.until().isPresent() && ban.until().get().isAfter(MAX_TIME)) {
      throw new IllegalArgumentException(
          "end of a ban: %s (expected: at most %s, or none)"
              .formatted(ban.until().get(), MAX_TIME));
    }
  }
}
