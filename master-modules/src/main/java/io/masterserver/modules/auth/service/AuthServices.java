package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.password.PasswordHasher;
import io.masterserver.modules.mail.Mailer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** All that the auth module does, built once per node. Threads: virtual ones. */
public record AuthServices(
    LogIns logIns,
    Registrations registrations,
    Passwords passwords,
    Emails emails,
    OwnAccount ownAccount,
    Administration administration,
    Stores stores,
    InstantSource clock) {

  /**
   * Builds them.
   *
   * @param afterwards runs what is done after an answer, so that its duration says nothing: a
   *     virtual thread each
   */
  public static AuthServices create(
      AuthSettings settings,
      Stores stores,
      PasswordHasher hasher,
      Mailer mailer,
      InstantSource clock,
      Executor afterwards) {
    var accounts = stores.accounts();
    var changes = new AccountChanges(accounts);
    var hashed = new HashedPasswords(hasher, accounts);
    var attempts = new Attempts(settings.limits(), clock);
    var codes = new MailedCodes(stores.codes(), mailer, settings.codes(), clock);
    var requests = new CodeRequests(accounts, codes, new Afterwards(afterwards), settings, clock);
    var proof = new OwnershipProof(accounts, hashed, codes, attempts);
    return new AuthServices(
        new LogIns(stores, hashed, attempts, settings, clock),
        new Registrations(accounts, hashed, requests, settings, clock),
        new Passwords(changes, stores.tokens(), hashed, settings.passwords(), proof, requests),
        new Emails(changes, proof, requests),
        new OwnAccount(accounts, changes, proof),
        new Administration(accounts, changes, settings.properties(), clock),
        stores,
        clock);
  }

  /** Deletes tokens and codes that have expired; returns how many. To be called now and then. */
  public int deleteExpired() {
    Instant now = clock.instant();
    return stores.tokens().deleteExpired(now) + stores.codes().deleteExpired(now);
  }
}
