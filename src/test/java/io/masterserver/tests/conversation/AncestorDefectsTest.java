package io.masterserver.tests.conversation;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AccountPropertiesChange;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.MsfAuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.AccountServer;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.MsfSecurity;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The defects of the ancestor that concern accounts, by their numbers in the issue. */
@DisplayName("Of the ancestor's defects")
@Timeout(120)
class AncestorDefectsTest {

  private static final String NAME = "anna";
  private static final String PASSWORD = "correct horse";
  private static final String EMAIL = "anna@example.org";

  @Test
  @DisplayName("4: a second log-in to an account in use follows the policy, and breaks no session")
  void secondLogIn() {
    try (AccountServer server =
        AccountServer.start("master.auth.sessions.duplicate-log-in = refuse")) {
      MasterClient first = registered(server);
      logIn(first);

      Response<LogInResult> second = tryLogIn(server.running().connect(), PASSWORD);

      assertThat(second.status()).isEqualTo(Status.FAILED);
      assertThat(second.text()).startsWith("Logged in elsewhere");
      assertThat(ask(first, AuthOperations.MY_ACCOUNT, Empty.EMPTY).status())
          .isEqualTo(Status.SUCCESS);
    }
    try (AccountServer server =
        AccountServer.start("master.auth.sessions.duplicate-log-in = kick-old")) {
      MasterClient first = registered(server);
      logIn(first);
      Inbox<String> disconnects = Inbox.ofDisconnects(first);
      MasterClient second = server.running().connect();

      logIn(second);

      assertThat(disconnects.take()).contains("elsewhere");
      assertThat(ask(second, AuthOperations.MY_ACCOUNT, Empty.EMPTY).status())
          .isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  @DisplayName("7: codes expire, have few tries, and do not reveal whether an e-mail exists")
  void codes() {
    try (AccountServer server = AccountServer.start("")) {
      MasterClient client = registered(server);

      assertThat(ask(client, AuthOperations.REQUEST_PASSWORD_RESET, "nobody@example.org"))
          .isEqualTo(ask(client, AuthOperations.REQUEST_PASSWORD_RESET, EMAIL));
      String code = server.mails().codeFor(EMAIL);
      assertThat(server.mails().hasCodeFor("nobody@example.org")).isFalse();

      String wrong = "0".repeat(code.length());
      Response<Empty> refusal = reset(client, EMAIL, wrong);
      assertThat(refusal.status()).isEqualTo(Status.UNAUTHORIZED);
      assertThat(reset(client, "nobody@example.org", wrong)).isEqualTo(refusal);
      for (int i = 0; i < 20; i++) {
        reset(client, EMAIL, wrong);
      }
      assertThat(reset(client, EMAIL, code).status())
          .as("after too many tries")
          .isNotEqualTo(Status.SUCCESS);
    }
    try (AccountServer server = AccountServer.start("")) {
      MasterClient client = registered(server);
      ask(client, AuthOperations.REQUEST_PASSWORD_RESET, EMAIL);
      String code = server.mails().codeFor(EMAIL);

      assertThat(
              server.change("UPDATE account_codes SET expires_at = DATEADD(DAY, -1, expires_at)"))
          .isPositive();

      assertThat(reset(client, EMAIL, code).status()).isEqualTo(Status.UNAUTHORIZED);
    }
  }

  @Test
  @DisplayName("8: every privileged operation is closed by default, also to who is logged in")
  void privileges() {
    try (AccountServer server = AccountServer.start("")) {
      MasterClient loggedIn = registered(server);
      logIn(loggedIn);
      for (MasterClient client : List.of(server.running().connect(), loggedIn)) {
        assertClosed(client, AuthOperations.PEER_ACCOUNT, 1);
        assertClosed(client, AuthOperations.FIND_ACCOUNT, NAME);
        assertClosed(client, AuthOperations.BAN_ACCOUNT, new AccountBan(NAME, "why", 0));
        assertClosed(client, AuthOperations.LIFT_BAN, NAME);
        assertClosed(client, AuthOperations.CHANGE_ADMIN, new AdminChange(NAME, true));
        assertClosed(
            client,
            AuthOperations.CHANGE_ACCOUNT_PROPERTIES,
            new AccountPropertiesChange(NAME, Map.of("level", "99"), List.of()));
      }
    }
  }

  @Test
  @DisplayName(
      "9: the weak exchange of credentials is off by default, works when it is turned on, and passwords are stored as Argon2id")
  void credentials() {
    try (AccountServer server = AccountServer.start("")) {
      MasterClient client = server.running().connect();

      assertInsecure(ask(client, MsfAuthOperations.AES_KEY, new MsfSecurity().publicKey()));
      assertInsecure(ask(client, MsfAuthOperations.LOG_IN, Bytes.EMPTY));
      assertInsecure(ask(client, MsfAuthOperations.REGISTER, Bytes.EMPTY));
      assertInsecure(ask(client, MsfAuthOperations.RESET_PASSWORD, Map.of()));
    }
    try (LogLines log = LogLines.capture();
        AccountServer server = AccountServer.start("master.auth.msf-credentials = on")) {
      assertThat(log.awaitWarning("master.auth.msf-credentials")).contains("TLS");
      MasterClient client = server.running().connect();
      var security = new MsfSecurity();
      security.agree(ask(client, MsfAuthOperations.AES_KEY, security.publicKey()).value());
      Map<String, String> logIn = Map.of("username", NAME, "password", PASSWORD);

      ask(
          client,
          MsfAuthOperations.REGISTER,
          security.seal(Map.of("username", NAME, "password", PASSWORD, "email", EMAIL)));

      assertThat(ask(client, MsfAuthOperations.LOG_IN, security.seal(logIn)).value().username())
          .isEqualTo(NAME);
      assertThat(server.stored("SELECT password_hash FROM accounts WHERE username = ?", NAME))
          .startsWith("$argon2id$");
    }
  }

  @Test
  @DisplayName("11: an error carries a correlation id that is in the log")
  void errors() {
    try (LogLines log = LogLines.capture();
        RunningServer server =
            RunningServer.start(
                "",
                new ScriptedModule(
                    "moody",
                    module ->
                        module.handle(
                            ASK,
                            exchange ->
                                () -> {
                                  throw new IllegalStateException("on purpose");
                                })))) {
      String text = ask(server.connect(), ASK, "anything").text();

      assertThat(text).startsWithIgnoringCase("Internal Server Error");
      String id = text.replaceAll("^.*?([0-9a-zA-Z-]{6,})\\W*$", "$1");
      assertThat(log.awaitWarning(id)).contains("moody");
    }
  }

  private static MasterClient registered(AccountServer server) {
    MasterClient client = server.running().connect();
    assertThat(ask(client, AuthOperations.REGISTER, new NewAccount(NAME, PASSWORD, EMAIL)).status())
        .isEqualTo(Status.SUCCESS);
    return client;
  }

  private static void logIn(MasterClient client) {
    assertThat(tryLogIn(client, PASSWORD).status()).isEqualTo(Status.SUCCESS);
  }

  private static Response<LogInResult> tryLogIn(MasterClient client, String password) {
    return ask(client, AuthOperations.LOG_IN, new PasswordLogIn(NAME, password, false));
  }

  private static Response<Empty> reset(MasterClient client, String email, String code) {
    return ask(
        client, AuthOperations.RESET_PASSWORD, new PasswordReset(email, code, "another password"));
  }

  private static <Q> void assertClosed(MasterClient client, Request<Q, ?> operation, Q packet) {
    assertThat(ask(client, operation, packet).status())
        .as(operation.name())
        .isEqualTo(Status.UNAUTHORIZED);
  }

  private static void assertInsecure(Response<?> response) {
    assertThat(response.status()).isEqualTo(Status.UNAUTHORIZED);
    assertThat(response.text()).startsWith("Insecure request: ");
  }

  private static <Q, A> Response<A> ask(MasterClient client, Request<Q, A> operation, Q packet) {
    return Await.result(client.request(operation, packet));
  }
}
