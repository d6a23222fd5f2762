package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Players without an account. They are stored nowhere. */
final class Guests {

  private final AccountRepository accounts;
  private final boolean enabled;
  private final String prefix;
  private final AddressRate perAddress;
  private final InstantSource clock;

  Guests(AccountRepository accounts, AuthSettings settings, InstantSource clock) {
    this.accounts = accounts;
    this.enabled = settings.guests();
    this.prefix = settings.usernames().guestPrefix();
    this.perAddress =
        new AddressRate(
            "guest", settings.limits().guestsPerHour(), settings.limits().keys(), clock);
    this.clock = clock;
  }

  /**
   * Makes up an account that nobody else has.
   *
   * @throws Refused if there are none here, or too many came from there
   */
  Account makeUp(PeerInfo from) {
    if (!enabled) {
      AuditLog.event("log-in").peer(from).with("method", "guest").refused("guests are off");
      throw Answers.failed("Guests cannot log in here");
    }
    perAddress.take(from);
    return of(UUID.randomUUID().toString(), prefix + accounts.nextGuestNumber(), Map.of());
  }

  /** Returns one who was made up before. */
  Account of(String id, String username, Map<String, String> properties) {
    return new Account(
        id,
        username,
        Optional.empty(),
        false,
        "",
        false,
        Optional.empty(),
        properties,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        0);
  }
}
