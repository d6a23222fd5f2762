package io.masterserver.tests.docs;

import static io.masterserver.core.packet.Empty.EMPTY;
import static io.masterserver.tests.docs.GuidePage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.ServerProcess;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server with the settings of chapter 6 of the guide")
@Timeout(60)
class AccountsChapterTest {

  private static final Path FILES = ROOT.resolve("docs/guide/accounts").toAbsolutePath();
  private static final String ADMINISTRATOR_KEY = "key of the administrator";

  @TempDir private Path home;
  private ServerProcess process;
  private MasterClient client;

  @BeforeEach
  void start() {
    process =
        ServerProcess.start(
            Map.of(
                "MASTER_HOME",
                home.toString(),
                "MASTER_MAIL_PASSWORD",
                "never used",
                "MASTER_GAME_SERVER_KEY",
                "key of the game servers",
                "MASTER_ADMINISTRATOR_KEY",
                ADMINISTRATOR_KEY,
                "JAVA_TOOL_OPTIONS",
                "-Dlogback.configurationFile=" + FILES.resolve("logback.xml")),
            List.of("--port", "0", "--config", FILES.resolve("accounts.conf").toString()));
    InetSocketAddress address = process.awaitAddress();
    client =
        MasterClient.builder()
            .address(address.getHostString(), address.getPort())
            .reconnect(ReconnectPolicy.NEVER)
            .build();
    Await.result(client.connect());
  }

  @AfterEach
  void stop() {
    client.close();
    process.close();
  }

  @Test
  @DisplayName("makes its first administrator with a permission key")
  void makes_its_first_administrator() {
    Await.result(
        client.request(
            AuthOperations.REGISTER, new NewAccount("anna", "long enough", "anna@example.org")));
    Await.result(
        client.request(AuthOperations.LOG_IN, new PasswordLogIn("anna", "long enough", false)));
    var ban = new AccountBan("nobody", "cheats", 0);
    assertThat(Await.result(client.request(AuthOperations.BAN_ACCOUNT, ban)))
        .isEqualTo(
            Response.failure(
                Status.UNAUTHORIZED, "ban-account is not allowed (it is for administrators)"));

    Await.result(client.request(CoreOperations.PERMISSION_LEVEL, ADMINISTRATOR_KEY));
    Await.result(client.request(AuthOperations.CHANGE_ADMIN, new AdminChange("anna", true)));

    assertThat(Await.result(client.request(AuthOperations.BAN_ACCOUNT, ban)))
        .isEqualTo(Response.failure(Status.FAILED, "There is no such account"));
  }

  @Test
  void has_no_guests() {
    assertThat(Await.result(client.request(AuthOperations.LOG_IN_AS_GUEST, EMPTY)).isSuccess())
        .isFalse();
  }

  @Test
  @DisplayName("writes its audit log to a file of its own")
  void writes_its_audit_log_to_a_file() throws Exception {
    Await.result(client.request(CoreOperations.PERMISSION_LEVEL, ADMINISTRATOR_KEY));

    Path file = home.resolve("data/audit.log");
    Await.until("the claim is audited", () -> Files.exists(file) && file.toFile().length() > 0);
    assertThat(Files.readString(file)).contains("event=\"permission-claim\"", "level=\"100\"");
    assertThat(process.stdout()).noneMatch(line -> line.contains("permission-claim"));
  }

  @Test
  @DisplayName("says what an import of its CSV file would do")
  void says_what_an_import_would_do() {
    try (var command =
        ServerProcess.start(
            "import-accounts", "--dry-run", FILES.resolve("accounts.csv").toString())) {
      assertThat(command.awaitExit()).as("exit code: some lines are refused").isEqualTo(1);
      assertThat(command.stdout())
          .containsExactly(
              "line 4 refused: username is taken, in the database or by an earlier line",
              "2 accounts could be imported (dry run: nothing was stored), 1 lines refused");
    }
  }
}
