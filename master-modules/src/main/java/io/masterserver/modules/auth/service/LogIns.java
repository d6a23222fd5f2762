package io.masterserver.modules.auth.service;

import io.masterserver.api.AuditLog;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.ConcurrentChange;
import io.masterserver.modules.auth.account.TokenRepository;
import io.masterserver.modules.auth.service.Attempts.Attempt;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Log-ins, and the tokens that spare clients the password. Threads: virtual ones. */
public final class LogIns {

  private static final String EVENT = "log-in";
  private static final int TRIES = 5;

  private final AccountRepository accounts;
  private final TokenRepository stored;
  private final HashedPasswords passwords;
  private final Tokens tokens;
  private final Attempts attempts;
  private final Admission admission;
  private final Guests guests;

  LogIns(
      Stores stores,
      HashedPasswords passwords,
      Attempts attempts,
      AuthSettings settings,
      InstantSource clock) {
    this.accounts = stores.accounts();
    this.stored = stores.tokens();
    this.passwords = passwords;
    this.tokens = new Tokens(stores.tokens(), settings.tokens(), clock);
    this.attempts = attempts;
    this.admission = new Admission(settings.emails(), clock);
    this.guests = new Guests(stores.accounts(), settings, clock);
  }

  /** Logs in with name and password, whoever else has the account. */
  public LogInOutcome withPassword(
      String username, String password, boolean remember, PeerInfo from) {
    return withPassword(username, password, remember, from, SessionRule.NONE);
  }

  /**
   * Logs in with name and password.
   *
   * @param remember whether to issue a token
   * @param sessions asked last, before a token is issued
   * @throws Refused if the credentials are wrong, too many were, or the account may not log in
   */
  public LogInOutcome withPassword(
      String username, String password, boolean remember, PeerInfo from, SessionRule sessions) {
    Account account;
    try (Attempt attempt = attempts.begin(EVENT, Attempts.byUsername(username), from)) {
      Optional<Account> found = accounts.findByUsername(username);
      Optional<Account> right = passwords.check(found, password);
      if (right.isEmpty()) {
        attempt.failed();
        wrongPassword(attempt, found);
        throw Answers.invalidCredentials();
      }
      attempt.succeeded();
      account = right.get();
    }
    admission.check(account, "password", from);
    sessions.check(account.id(), Optional.empty());
    Optional<Tokens.Issued> issued = remember ? Optional.of(remember(account)) : Optional.empty();
    done(account, "password", from);
    return new LogInOutcome(
        account, false, issued.map(Tokens.Issued::id), issued.map(Tokens.Issued::token));
  }

  /**
   * A name that nobody has is not written down: it may be a password in the wrong field, or an
   * e-mail.
   */
  private static void wrongPassword(Attempt attempt, Optional<Account> account) {
    AuditLog event = attempt.audit().with("method", "password");
    account.ifPresent(known -> event.account(known.id(), known.username()));
    event.refused(account.isPresent() ? "wrong password" : "no such account");
  }

  /**
   * Issues a token. Had the password been changed since it was checked, the token would outlive the
   * tokens that ended then.
   */
  private Tokens.Issued remember(Account account) {
    Tokens.Issued issued;
    try {
      issued = tokens.issue(account.id());
    } catch (ConcurrentChange e) {
      throw Answers.changedMeanwhile();
    }
    boolean unchanged =
        accounts
            .findById(account.id())
            .filter(now -> now.passwordHash().equals(account.passwordHash()))
            .isPresent();
    if (!unchanged) {
      stored.delete(issued.id());
      throw Answers.changedMeanwhile();
    }
    return issued;
  }

  /**
   * Makes up a guest.
   *
   * @throws Refused if there are no guests here, or too many came from there
   */
  public LogInOutcome asGuest(PeerInfo from) {
    Account guest = guests.makeUp(from);
    done(guest, "guest", from);
    return new LogInOutcome(guest, true, Optional.empty(), Optional.empty());
  }

  /** Returns a guest who was made up on another node. */
  public LogInOutcome guestAgain(String id, String username, Map<String, String> properties) {
    return new LogInOutcome(
        guests.of(id, username, properties), true, Optional.empty(), Optional.empty());
  }

  /** Logs in with a token, whoever else has the account, and issues the next one in its place. */
  public LogInOutcome withToken(String token, PeerInfo from) {
    return withToken(token, from, SessionRule.NONE);
  }

  /**
   * Logs in with a token, and issues the next one in its place.
   *
   * @param sessions asked last, before the token is used up
   * @throws Refused as {@link #withPassword} does
   */
  public LogInOutcome withToken(String token, PeerInfo from, SessionRule sessions) {
    try (Attempt attempt = attempts.begin(EVENT, from)) {
      for (int tried = 0; tried < TRIES; tried++) {
        Optional<Tokens.Shown> shown = tokens.find(token, from);
        Optional<Account> account =
            shown.flatMap(good -> accounts.findById(good.stored().accountId()));
        if (shown.isEmpty() || account.isEmpty()) {
          attempt.failed();
          attempt.audit().with("method", "token").refused("no such token");
          throw Answers.invalidCredentials();
        }
        admission.check(account.get(), "token", from);
        sessions.check(account.get().id(), Optional.of(shown.get().stored().id()));
        Optional<Tokens.Issued> next = tokens.replace(shown.get());
        if (next.isPresent()) {
          done(account.get(), "token", from);
          return new LogInOutcome(
              account.get(), false, next.map(Tokens.Issued::id), next.map(Tokens.Issued::token));
        }
      }
      throw Answers.changedMeanwhile();
    }
  }

  private static void done(Account account, String method, PeerInfo from) {
    AuditLog.event(EVENT)
        .peer(from)
        .account(account.id(), account.username())
        .with("method", method)
        .ok();
  }

  /** Makes a token worthless: its client has logged out. */
  public void forget(String tokenId) {
    stored.delete(tokenId);
  }

  /** Makes all tokens of an account worthless; returns how many there were. */
  public int revokeAll(String accountId) {
    return stored.deleteOthers(accountId, Optional.empty());
  }
}
