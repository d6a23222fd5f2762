package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.AlreadyTaken;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** New accounts. Threads: virtual ones. */
public final class Registrations {

  private final AccountRepository accounts;
  private final HashedPasswords passwords;
  private final CodeRequests codes;
  private final AuthSettings rules;
  private final AddressRate perAddress;
  private final InstantSource clock;

  Registrations(
      AccountRepository accounts,
      HashedPasswords passwords,
      CodeRequests codes,
      AuthSettings rules,
      InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.codes = codes;
    this.rules = rules;
    this.perAddress =
        new AddressRate(
            "register", rules.limits().registrationsPerHour(), rules.limits().keys(), clock);
    this.clock = clock;
  }

  /**
   * Stores a new account. Where nobody can log in until the e-mail is confirmed, the code for that
   * is sent.
   *
   * @throws Refused if a rule forbids it, name or e-mail are taken, or too many came from there
   */
  public Account register(NewAccount wanted, PeerInfo from) {
    return store(UUID.randomUUID().toString(), Map.of(), wanted, from, false);
  }

  /**
   * Stores a guest as a full account with the same id and properties.
   *
   * @throws Refused as {@link #register} does
   */
  public Account upgrade(Account guest, NewAccount wanted, PeerInfo from) {
    return store(guest.id(), guest.properties(), wanted, from, true);
  }

  private Account store(
      String id,
      Map<String, String> properties,
      NewAccount wanted,
      PeerInfo from,
      boolean wasGuest) {
    rules.usernames().check(wanted.username());
    rules.passwords().check(wanted.password());
    Optional<String> email = rules.emails().check(wanted.email());
    perAddress.take(from);
    var account =
        new Account(
            id,
            wanted.username(),
            email,
            false,
            passwords.hash(wanted.password()),
            false,
            Optional.empty(),
            properties,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            0);
    try {
      accounts.insert(account);
    } catch (AlreadyTaken e) {
      AuditLog.event("register").peer(from).refused("already taken: " + e.field());
      throw Answers.failed("Username or email is already registered");
    }
    AuditLog.event("register")
        .peer(from)
        .account(id, account.username())
        .with("wasGuest", wasGuest)
        .ok();
    if (rules.emails().confirmed()) {
      codes.sendFirst(account);
    }
    return account;
  }
}
