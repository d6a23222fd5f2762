package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountLimits;
import io.masterserver.modules.auth.account.AccountRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What others than its owner may do with an account, if allowed. Threads: virtual ones. */
public final class Administration {

  private static final int MAX_REASON = 500;

  /** What is later is never. */
  private static final long LATEST_END = AccountLimits.MAX_TIME.toEpochMilli();

  private final AccountRepository accounts;
  private final AccountChanges changes;
  private final PropertyBounds bounds;
  private final InstantSource clock;

  Administration(
      AccountRepository accounts,
      AccountChanges changes,
      PropertyBounds bounds,
      InstantSource clock) {
    this.accounts = accounts;
    this.changes = changes;
    this.bounds = bounds;
    this.clock = clock;
  }

  /**
   * Finds an account by name, ignoring case.
   *
   * @throws Refused if there is none
   */
  public Account find(String username) {
    return accounts.findByUsername(username).orElseThrow(Answers::noSuchAccount);
  }

  /**
   * Keeps an account from logging in. Its sessions go on until somebody ends them.
   *
   * @return the account after it
   * @throws Refused if there is none, there is no reason, or the end has passed
   */
  public Account ban(AccountBan wanted, PeerInfo by) {
    String reason = wanted.reason().strip();
    if (reason.isEmpty() || reason.length() > MAX_REASON || Texts.hasControls(reason)) {
      throw Answers.invalid(
          "Reason of a ban: 1 to %d characters, in one line".formatted(MAX_REASON));
    }
    Optional<Instant> until =
        wanted.until() == 0 || wanted.until() > LATEST_END
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(wanted.until()));
    var ban = new Account.Ban(reason, until);
    if (ban.isOver(clock.instant())) {
      throw Answers.invalid("The end of the ban has passed: " + until.orElseThrow());
    }
    Account account =
        changes.change(find(wanted.username()).id(), now -> now.withBan(Optional.of(ban)));
    AuditLog.event("ban")
        .peer(by)
        .account(account.id(), account.username())
        .with("until", until.map(Instant::toString).orElse("for ever"))
        .ok();
    return account;
  }

  /**
   * Ends a ban, if there is one.
   *
   * @return the account after it
   * @throws Refused if there is no such account
   */
  public Account liftBan(String username, PeerInfo by) {
    Account account = changes.change(find(username).id(), now -> now.withBan(Optional.empty()));
    AuditLog.event("ban-lift").peer(by).account(account.id(), account.username()).ok();
    return account;
  }

  /**
   * Makes or unmakes an administrator.
   *
   * @return the account after it
   * @throws Refused if there is none
   */
  public Account changeAdmin(AdminChange change, PeerInfo by) {
    Account account =
        changes.change(find(change.username()).id(), now -> now.withAdmin(change.admin()));
    AuditLog.event("admin-change")
        .peer(by)
        .account(account.id(), account.username())
        .with("admin", change.admin())
        .ok();
    return account;
  }

  /**
   * Changes properties of an account; those that are not named stay.
   *
   * @return the account after it
   * @throws Refused if there is no such account, or it would have too many or too long ones
   */
  public Account changeProperties(
      String accountId, Map<String, String> set, Collection<String> removed) {
    return changes.change(accountId, now -> changeGuestProperties(now, set, removed));
  }

  /**
   * Returns a guest with other properties, as {@link #changeProperties} does; nothing is stored.
   *
   * @throws Refused if it would have too many or too long ones
   */
  public Account changeGuestProperties(
      Account guest, Map<String, String> set, Collection<String> removed) {
    Map<String, String> properties = new HashMap<>(guest.properties());
    removed.forEach(properties::remove);
    properties.putAll(set);
    bounds.check(properties);
    return guest.withProperties(properties);
  }
}
