package io.masterserver.samples.guide;

import static io.masterserver.core.packet.Empty.EMPTY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.core.client.ConnectionListener;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.packet.auth.TokenLogIn;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.mail.MailModule;
import io.masterserver.runtime.guardian.MasterServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chapter 6 of the guide: a client with an account")
class AccountsTest {

  private static final String PASSWORD = "correct horse";

  private static MasterServer server;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    server =
        MasterServer.start(
                MasterServer.configuration(
                    ConfigFactory.parseString(
                        """
                        master.tcp.bind-port = 0
                        master.websocket.bind-port = 0
                        master.database.jdbc-url = "jdbc:h2:mem:accounts"
                        master.access.change-admin = permission 100
                        master.modules.core.permission-keys = [
                          { key = "key of the administrator", level = 100 }
                        ]
                        """)),
                List.of(new DatabaseModule(), new MailModule(), new AuthModule()))
            .toCompletableFuture()
            .get(30, SECONDS);
    port = server.address("tcp").getPort();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop().toCompletableFuture().get(30, SECONDS);
  }

  @Test
  void registers_and_logs_in() throws Exception {
    try (MasterClient client = connected()) {
      var shown = new LinkedBlockingQueue<String>();
      // tag::register[]
      client
          .request(AuthOperations.REGISTER, new NewAccount("anna", PASSWORD, "anna@example.org"))
          .thenCompose(
              registered ->
                  client.request(AuthOperations.LOG_IN, new PasswordLogIn("anna", PASSWORD, false)))
          .thenAccept(
              response ->
                  shown.add(
                      response.isSuccess()
                          ? "Hello " + response.value().account().username()
                          : response.text()));
      // end::register[]
      assertThat(shown.poll(20, SECONDS)).isEqualTo("Hello anna");
    }
  }

  @Test
  void is_remembered_after_a_new_connection() throws Exception {
    var token = new AtomicReference<Optional<String>>(Optional.empty());
    var shown = new LinkedBlockingQueue<String>();
    try (MasterClient client = connected()) {
      register(client, "bert");
      // tag::remember[]
      client.request(
          AuthOperations.LOG_IN,
          new PasswordLogIn("bert", PASSWORD, true),
          (status, response) -> {
            if (status == Status.SUCCESS) {
              token.set(Optional.of(response.value().token()));
            }
            shown.add(status.toString());
          });
      // end::remember[]
      assertThat(shown.poll(20, SECONDS)).isEqualTo("SUCCESS");
    }

    try (MasterClient client =
        MasterClient.builder()
            .address("127.0.0.1", port)
            .reconnect(ReconnectPolicy.NEVER)
            .build()) {
      logInWheneverConnected(client, token, shown);
      client.connect().toCompletableFuture().get(10, SECONDS);
      assertThat(shown.poll(20, SECONDS)).isEqualTo("Hello again, bert");

      // tag::log-out[]
      Response<?> loggedOut = result(client.request(AuthOperations.LOG_OUT, EMPTY));
      // end::log-out[]
      assertThat(loggedOut.isSuccess()).isTrue();
      var old = new TokenLogIn(token.get().orElseThrow());
      assertThat(result(client.request(AuthOperations.LOG_IN_WITH_TOKEN, old)).status())
          .isEqualTo(Status.UNAUTHORIZED);
    }
  }

  // tag::again[]
  private static void logInWheneverConnected(
      MasterClient client, AtomicReference<Optional<String>> token, BlockingQueue<String> shown) {
    client.addListener(
        new ConnectionListener() {
          @Override
          public void connected() {
            token.get().ifPresent(known -> logInAgain(client, known, token, shown));
          }
        });
  }

  private static void logInAgain(
      MasterClient client,
      String known,
      AtomicReference<Optional<String>> token,
      BlockingQueue<String> shown) {
    client.request(
        AuthOperations.LOG_IN_WITH_TOKEN,
        new TokenLogIn(known),
        (status, response) -> {
          switch (status) {
            case SUCCESS -> {
              token.set(Optional.of(response.value().token())); // the old one is used up
              shown.add("Hello again, " + response.value().account().username());
            }
            case UNAUTHORIZED -> token.set(Optional.empty()); // ask for the password
            default -> shown.add(response.text()); // the token is still good
          }
        });
  }

  // end::again[]

  @Test
  void plays_as_a_guest_and_registers_later() throws Exception {
    try (MasterClient client = connected()) {
      // tag::guest[]
      result(client.request(AuthOperations.LOG_IN_AS_GUEST, EMPTY));
      var wanted = new NewAccount("cleo", PASSWORD, "cleo@example.org");
      Response<AccountInfo> account = result(client.request(AuthOperations.UPGRADE_GUEST, wanted));
      // end::guest[]
      assertThat(account.value().username()).isEqualTo("cleo");
    }
  }

  @Test
  void makes_an_administrator_with_a_permission_key() throws Exception {
    String key = "key of the administrator";
    try (MasterClient client = connected()) {
      register(client, "dora");
      // tag::administrator[]
      result(client.request(CoreOperations.PERMISSION_LEVEL, key));
      result(client.request(AuthOperations.CHANGE_ADMIN, new AdminChange("dora", true)));
      // end::administrator[]
      var logIn = new PasswordLogIn("dora", PASSWORD, false);
      assertThat(result(client.request(AuthOperations.LOG_IN, logIn)).value().account().admin())
          .isTrue();
    }
  }

  private static MasterClient connected() throws Exception {
    MasterClient client = MasterClient.builder().address("127.0.0.1", port).build();
    client.connect().toCompletableFuture().get(10, SECONDS);
    return client;
  }

  private static void register(MasterClient client, String username) throws Exception {
    var account = new NewAccount(username, PASSWORD, username + "@example.org");
    assertThat(result(client.request(AuthOperations.REGISTER, account)).isSuccess()).isTrue();
  }

  private static <T> T result(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, SECONDS);
  }
}
