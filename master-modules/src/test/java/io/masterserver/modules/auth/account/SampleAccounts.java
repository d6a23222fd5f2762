package io.masterserver.modules.auth.account;

import io.masterserver.modules.auth.account.Account.Ban;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Accounts for tests. */
final class SampleAccounts {

  static final Instant NOW = Instant.parse("2026-10-25T00:30:00.123456Z");

  private SampleAccounts() {}

  /** One with no more than it needs; its id is made of its name. */
  static Account plain(String username) {
    return new Account(
        "id-of-" + username,
        username,
        Optional.empty(),
        false,
        "",
        false,
        Optional.empty(),
        Map.of(),
        NOW,
        0);
  }

  /** One with everything there is. */
  static Account full(String username) {
    return new Account(
        "id-of-" + username,
        username,
        Optional.of(username + "@example.com"),
        true,
        "1000:c2FsdHNhbHRzYWx0:aGFzaGhhc2hoYXNoaGFzaA==",
        true,
        Optional.of(new Ban("said 'no' to the \"king\"", Optional.of(NOW.plusSeconds(60)))),
        Map.of("clan", "Żółw \"the\" 🐢", "empty", "", "line", "a\nb"),
        NOW,
        0);
  }

  static Account withEmail(Account account, String email) {
    return new Account(
        account.id(),
        account.username(),
        Optional.of(email),
        account.emailConfirmed(),
        account.passwordHash(),
        account.admin(),
        account.ban(),
        account.properties(),
        account.createdAt(),
        account.version());
  }

  static Account withProperties(Account account, Map<String, String> properties) {
    return new Account(
        account.id(),
        account.username(),
        account.email(),
        account.emailConfirmed(),
        account.passwordHash(),
        account.admin(),
        account.ban(),
        properties,
        account.createdAt(),
        account.version());
  }
}
