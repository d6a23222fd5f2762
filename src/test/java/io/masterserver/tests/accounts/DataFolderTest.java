package io.masterserver.tests.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.modules.database.PostgresServer;
import io.masterserver.modules.database.TestDatabase;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A program with a database of its own")
@Timeout(120)
class DataFolderTest {

  private static final String ANNA = "anna";

  @TempDir Path home;

  private ServerProcess start(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--port";
    all[1] = "0";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return ServerProcess.startAt(home, all);
  }

  @Test
  @DisplayName("keeps accounts and tokens in data/ when it is killed, and lets nobody else in")
  void keeps_accounts() {
    String token;
    try (ServerProcess server = start();
        AccountClient client = AccountClient.connect(server)) {
      client.register(ANNA);
      token = client.logInRemembered(ANNA);
      assertThat(home.resolve("data")).isDirectoryContaining("glob:**/master.mv.db");
      try (ServerProcess second = start()) {
        assertThat(second.awaitFailure())
            .startsWith("master-server: ")
            .contains(home.resolve("data/master").toString())
            .contains("is in use by another program (stop that one; several servers share a");
      }

      server.kill();
    }
    try (ServerProcess server = start()) {
      try (AccountClient client = AccountClient.connect(server)) {
        assertThat(client.logInWithToken(token)).isEqualTo(ANNA);
      }
      try (AccountClient client = AccountClient.connect(server)) {
        client.logIn(ANNA);
      }
    }
  }

  @Test
  void does_not_start_where_it_cannot_write() throws IOException {
    Path inTheWay = Files.writeString(home.resolve("data"), "not a folder");

    try (ServerProcess server = start()) {
      assertThat(server.awaitFailure())
          .startsWith("master-server: ")
          .contains(inTheWay.toString())
          .contains("(mend that, or set another path in master.database.jdbc-url)");
    }
  }

  @Test
  void does_not_start_with_a_wrong_password_and_never_shows_it() throws IOException {
    TestDatabase place = PostgresServer.shared().newDatabase();
    String wrong = "wrong-one-of-the-keeper";

    try (ServerProcess server = start("--config", config(place.jdbcUrl(), place.user(), wrong))) {
      assertThat(server.awaitFailure())
          .startsWith("master-server: ")
          .contains(place.jdbcUrl() + " refuses user '" + place.user() + "' or the password")
          .contains("MASTER_DATABASE_PASSWORD");
      assertThat(server.output()).doesNotContain(wrong);
    }
  }

  @Test
  void does_not_start_when_nobody_answers_and_says_where() throws IOException {
    String url = "jdbc:postgresql://localhost:%d/accounts".formatted(portWithoutServer());
    String password = "cellar-of-the-keeper";

    try (ServerProcess server = start("--config", config(url, "keeper", password))) {
      assertThat(server.awaitFailure())
          .startsWith("master-server: ")
          .contains(url + " does not answer")
          .contains("check master.database.jdbc-url");
      assertThat(server.output()).doesNotContain(password);
    }
  }

  private String config(String url, String user, String password) throws IOException {
    return Files.writeString(
            home.resolve("my.conf"),
            """
            master.database {
              jdbc-url = "%s"
              user = "%s"
              password = "%s"
              start-timeout = 1 second
            }
            """
                .formatted(url, user, password))
        .toString();
  }

  private static int portWithoutServer() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
