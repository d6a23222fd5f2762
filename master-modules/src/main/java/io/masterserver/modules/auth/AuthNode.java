package io.masterserver.modules.auth;

import com.typesafe.config.Config;
import io.masterserver.api.ModuleContext;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountTables;
import io.masterserver.modules.auth.account.JdbcAccountRepository;
import io.masterserver.modules.auth.account.JdbcCodeRepository;
import io.masterserver.modules.auth.account.JdbcTokenRepository;
import io.masterserver.modules.auth.online.AccountClaims;
import io.masterserver.modules.auth.online.JdbcOnlineAccounts;
import io.masterserver.modules.auth.password.Argon2PasswordHasher;
import io.masterserver.modules.auth.password.PasswordHashSettings;
import io.masterserver.modules.auth.service.AuthServices;
import io.masterserver.modules.auth.service.AuthSettings;
import io.masterserver.modules.auth.service.Stores;
import io.masterserver.modules.auth.session.LiveSession;
import io.masterserver.modules.auth.session.SessionSettings;
import io.masterserver.modules.auth.session.Sessions;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.mail.Mailer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What the auth module is made of on this node. Threads: any; but see what waits.
 *
 * @param executor starts a virtual thread for each task
 * @param answerWithin how long a flow may take
 */
record AuthNode(
    Database database,
    Argon2PasswordHasher hasher,
    AuthServices services,
    Sessions sessions,
    AccountClaims claims,
    SessionSettings sessionSettings,
    Duration answerWithin,
    Duration deleteExpiredEvery,
    InstantSource clock,
    Executor executor)
    implements AutoCloseable {

  static AuthNode create(
      Config config,
      Database database,
      Mailer mailer,
      ModuleContext<?> module,
      InstantSource clock) {
    AuthSettings settings = AuthSettings.from(config);
    var sessionSettings = SessionSettings.from(config);
    var hasher = new Argon2PasswordHasher(PasswordHashSettings.from(config));
    Executor executor = task -> Thread.ofVirtual().name("auth").start(task);
    var stores =
        new Stores(
            new JdbcAccountRepository(database),
            new JdbcTokenRepository(database),
            new JdbcCodeRepository(database));
    var services = AuthServices.create(settings, stores, hasher, mailer, clock, executor);
    return new AuthNode(
        database,
        hasher,
        services,
        new Sessions(sessionSettings),
        new AccountClaims(
            new JdbcOnlineAccounts(database),
            module.peers(),
            module::sessionStore,
            sessionSettings,
            clock,
            executor),
        sessionSettings,
        settings.answerWithin(),
        settings.deleteExpiredEvery(),
        clock,
        executor);
  }

  /** Brings the tables up to date. Waits. */
  void prepare() {
    AccountTables.migrate(database);
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Changes properties of an account, or of a guest who is logged in here; sessions are to be told
   * of it by the actor. Waits.
   *
   * @return the account after it; empty if there is none
   */
  Optional<Account> changeProperties(
      String accountId, Map<String, String> set, Collection<String> removed) {
    Optional<Account> guest =
        sessions
            .changeGuest(
                accountId,
                account -> services.administration().changeGuestProperties(account, set, removed))
            .map(LiveSession::account);
    if (guest.isPresent()) {
      return guest;
    }
    if (services.stores().accounts().findById(accountId).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(services.administration().changeProperties(accountId, set, removed));
  }

  @Override
  public void close() {
    hasher.close();
  }
}
