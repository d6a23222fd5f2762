package io.masterserver.tests.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.database.PostgresServer;
import io.masterserver.modules.database.TestDatabase;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.AdminAnswer;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A server whose database is gone")
@Timeout(120)
class DatabaseGoneTest {

  private static final String ANNA = "anna";

  /** More than a transaction may wait for its turn and for a connection, on a busy machine. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  private static PostgresServer postgres;

  private TestDatabase place;
  private RunningServer server;

  @BeforeAll
  static void startDatabase() {
    postgres = PostgresServer.start();
  }

  @AfterAll
  static void stopDatabase() {
    postgres.close();
  }

  @BeforeEach
  void start() {
    place = postgres.newDatabase();
    server =
        RunningServer.startWithAccounts(
            """
            master.database {
              jdbc-url = "%s"
              user = "%s"
              password = "%s"
              connection-timeout = 1 second
              check-interval = 250 ms
            }
            master.auth.limits.registrations-per-hour = 1000000
            """
                .formatted(place.jdbcUrl(), place.user(), place.password()),
            new EchoModule());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refuses_what_needs_it_does_the_rest_and_is_whole_again_when_it_is_back() {
    try (AccountClient client = AccountClient.connect(server)) {
      client.register(ANNA);
      assertThat(server.server().readiness().isReady()).isTrue();

      postgres.stop();

      assertUnavailable(client);
      assertThat(client.ask(CoreOperations.PING, 7L)).isEqualTo(Response.success(7L));
      Bytes text = Bytes.ofUtf8("echo");
      assertThat(client.ask(EchoModule.ECHO, text)).isEqualTo(Response.success(text));
      Await.until("not ready", () -> !server.server().readiness().isReady());
      assertThat(server.server().readiness().notReady()).containsOnlyKeys("database");
      assertUnavailable(client);
      AdminAnswer notReady = AdminAnswer.get(server.adminAddress(), "/ready");
      assertThat(notReady.status()).isEqualTo(503);
      assertThat(notReady.body())
          .startsWith("not ready\ndatabase: ")
          .contains("does not answer")
          .doesNotContain(place.password());
      assertThat(AdminAnswer.get(server.adminAddress(), "/alive").status()).isEqualTo(200);

      postgres.startAgain();
      Await.until("ready", () -> server.server().readiness().isReady());
      assertThat(AdminAnswer.get(server.adminAddress(), "/ready").status()).isEqualTo(200);

      client.register("boris");
      client.logIn(ANNA);
    }
  }

  private static void assertUnavailable(AccountClient client) {
    long asked = System.nanoTime();
    for (Response<?> answer : List.of(client.tryLogIn(ANNA), client.tryRegister("boris"))) {
      assertThat(answer)
          .isEqualTo(
              Response.failure(Status.FAILED, "The database does not answer: try again later"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked))
        .isLessThan(LONGEST_ANSWER.multipliedBy(2));
  }

  @Test
  void has_every_account_that_it_has_acknowledged_and_none_twice() {
    var storm = new RegistrationStorm(server);
    storm.awaitMoreAcknowledged();

    postgres.stop();
    storm.awaitMoreRefused();
    postgres.startAgain();
    storm.awaitMoreAcknowledged();
    List<String> acknowledged = storm.end();

    assertThat(acknowledged).doesNotHaveDuplicates();
    assertThat(stored()).doesNotHaveDuplicates().containsAll(acknowledged);
    for (String username : acknowledged) {
      try (AccountClient client = AccountClient.connect(server)) {
        client.logIn(username);
      }
    }
  }

  private List<String> stored() {
    return new AccountTables(place.jdbcUrl(), place.user(), place.password())
        .strings("SELECT username FROM accounts");
  }
}
