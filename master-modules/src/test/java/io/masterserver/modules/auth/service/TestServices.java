package io.masterserver.modules.auth.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.JdbcAccountRepository;
import io.masterserver.modules.auth.account.JdbcCodeRepository;
import io.masterserver.modules.auth.account.JdbcTokenRepository;
import io.masterserver.modules.auth.password.Argon2Cost;
import io.masterserver.modules.auth.password.Argon2PasswordHasher;
import io.masterserver.modules.auth.password.PasswordHasher;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import io.masterserver.modules.mail.Mail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The services on a database in memory, with a clock that is set by hand and mail that stays. */
final class TestServices implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  static final PeerInfo HERE = peer("192.0.2.1:50000");
  static final PeerInfo ELSEWHERE = peer("198.51.100.7:50000");
  static final String PASSWORD = "correct horse";

  private final JdbcDatabase database = TestDatabases.H2.fresh().open();
  private final Argon2PasswordHasher hasher =
      new Argon2PasswordHasher(new Argon2Cost(8, 1, 1), 2, 100, Duration.ofSeconds(10));
  private final List<Mail> mails = new ArrayList<>();
  private Instant now = START;

  final Stores stores;
  final AuthServices services;

  /** With the default settings. */
  TestServices() {
    this("");
  }

  /**
   * @param settings of {@code master.auth}, as HOCON, before the defaults
   */
  TestServices(String settings) {
    database.migrate("auth", "io/masterserver/modules/auth/db");
    stores =
        new Stores(
            new JdbcAccountRepository(database),
            new JdbcTokenRepository(database),
            new JdbcCodeRepository(database));
    services = with(settings, hasher);
  }

  /** Other services on the same database, as another node or the next start has them. */
  AuthServices with(String settings, PasswordHasher other) {
    InstantSource clock = () -> now;
    return AuthServices.create(
        AuthSettings.from(config(settings)), stores, other, mails::add, clock, Runnable::run);
  }

  static Config config(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.defaultReference().getConfig("master.auth"));
  }

  static PeerInfo peer(String address) {
    return new PeerInfo(new PeerId(1), UUID.randomUUID(), address, "tls");
  }

  static NewAccount wanted(String username) {
    return new NewAccount(username, PASSWORD, username + "@example.org");
  }

  Account register(String username) {
    return services.registrations().register(wanted(username), HERE);
  }

  LogInOutcome logIn(String username, String password) {
    return services.logIns().withPassword(username, password, false, HERE);
  }

  /** Logs in with the right password and returns a token. */
  IssuedToken remember(String username) {
    return services.logIns().withPassword(username, PASSWORD, true, HERE).token().orElseThrow();
  }

  Account stored(Account account) {
    return stores.accounts().findById(account.id()).orElseThrow();
  }

  List<Mail> mails() {
    return mails;
  }

  /** Returns the code in the newest mail. */
  String mailedCode() {
    return mails.getLast().values().getOrDefault("code", "");
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  static void assertRefused(ThrowingCallable call, Status status, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(status))
        .hasMessage(text);
  }

  @Override
  public void close() {
    hasher.close();
    database.close();
  }
}
