package io.masterserver.modules.auth;

import static io.masterserver.testkit.Fake.fake;

import com.typesafe.config.ConfigFactory;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.packet.auth.TokenLogIn;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import io.masterserver.modules.mail.MailModule;
import io.masterserver.testkit.ModuleTestKit;
import io.masterserver.testkit.PendingResponse;
import io.masterserver.testkit.TestPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The auth module on a database of its own, with cheap hashes and a clock that stands still. */
final class AuthKit implements AutoCloseable {

  static final String PASSWORD = "correct horse battery";

  private static final String CHEAP =
      """
      master.auth.password-hash { memory = 7 MiB, iterations = 5 }
      master.auth.require-email = off
      """;

  private final JdbcDatabase opened = TestDatabases.H2.fresh().open();
  final HeldDatabase database = new HeldDatabase(opened);
  final ModuleTestKit<AuthModule.Command> kit;
  final Auth auth;
  private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

  AuthKit(String settings) {
    InstantSource clock = () -> now;
    var module = new AuthModule(clock);
    kit =
        ModuleTestKit.start(
            module,
            ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseString(CHEAP)),
            fake(DatabaseModule.class, database),
            fake(MailModule.class, mail -> {}));
    auth = module.api(kit.module());
  }

  /** Makes an account and returns a peer on which nobody is logged in. */
  TestPeer registered(String username) {
    TestPeer peer = kit.connectPeer();
    peer.request(AuthOperations.REGISTER, new NewAccount(username, PASSWORD, "")).expectSuccess();
    return peer;
  }

  /** Makes an account and returns a peer on which it is logged in. */
  TestPeer loggedIn(String username) {
    TestPeer peer = registered(username);
    logIn(peer, username).expectSuccess();
    return peer;
  }

  PendingResponse<LogInResult> logIn(TestPeer peer, String username) {
    return peer.request(AuthOperations.LOG_IN, new PasswordLogIn(username, PASSWORD, false));
  }

  /** Logs in and returns a token for the next time. */
  String token(TestPeer peer, String username) {
    return peer.request(AuthOperations.LOG_IN, new PasswordLogIn(username, PASSWORD, true))
        .expectSuccess()
        .token();
  }

  PendingResponse<LogInResult> logInWithToken(TestPeer peer, String token) {
    return peer.request(AuthOperations.LOG_IN_WITH_TOKEN, new TokenLogIn(token));
  }

  int loggedInCount() {
    return kit.connectPeer().request(AuthOperations.LOGGED_IN_COUNT).expectSuccess();
  }

  /** Moves the clock, and the time of timers. */
  void timePasses(Duration time) {
    now = now.plus(time);
    kit.timePasses(time);
  }

  @Override
  public void close() {
    database.release();
    kit.close();
    opened.close();
  }
}
