package io.masterserver.samples.personalinfo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.MasterModule;
import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.mail.MailModule;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.samples.guide.KeyFiles;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The personal-info client")
class PersonalInfoClientTest {

  private static final String NO_INFO = "personal-info: FAILED: You have no profile info\n";

  private static final String COMMANDS =
      "commands: save NAME AGE, get, register, log-in, guest, quit\n";

  private static MasterServer server;

  @TempDir private Path folder;

  /** What a program has left behind. */
  private record Ended(int exitCode, String out, String err) {}

  @BeforeAll
  static void start() throws Exception {
    var settings =
        ConfigFactory.parseMap(
            Map.of(
                "master.tcp.bind-host",
                "127.0.0.1",
                "master.tcp.bind-port",
                0,
                "master.websocket.bind-port",
                0,
                "master.cluster.port",
                0,
                "master.database.jdbc-url",
                "jdbc:h2:mem:" + UUID.randomUUID()));
    server =
        MasterServer.start(MasterServer.configuration(settings), modules())
            .toCompletableFuture()
            .get(60, SECONDS);
  }

  private static List<MasterModule<?>> modules() {
    return List.of(
        new DatabaseModule(), new MailModule(), new AuthModule(), new PersonalInfoModule());
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void shows_what_the_server_has_saved() {
    assertThat(run("", "save", "John", "34")).isEqualTo(new Ended(0, "John, 34\n", ""));
  }

  @Test
  void shows_why_a_new_connection_has_no_info() {
    assertThat(run("", "get")).isEqualTo(new Ended(1, "", NO_INFO));
  }

  @Test
  void does_several_commands_on_one_connection_and_reports_the_worst() {
    assertThat(run("", "get", "save", "John", "34", "get"))
        .isEqualTo(new Ended(1, "John, 34\nJohn, 34\n", NO_INFO));
  }

  @Test
  void reads_commands_when_none_is_given() {
    Ended ended = run("get\nsave Jane 35\n\nget\nquit\nget\n");

    assertThat(ended).isEqualTo(new Ended(1, "Jane, 35\nJane, 35\n", COMMANDS + NO_INFO));
  }

  @Test
  void keeps_quoted_words_together() {
    Ended ended = run("save \"John Doe\" 34\nsave 'Jane Doe' 35\nsave O'Brien 36\nsave \"Jack 37");

    assertThat(ended.out()).isEqualTo("John Doe, 34\nJane Doe, 35\nO'Brien, 36\n");
    assertThat(ended.err()).contains("a quotation mark is not closed");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void refuses_a_name_that_the_locale_could_not_read() {
    Ended ended = run("", "save", "J\uFFFDrg", "34");

    assertThat(ended).returns(2, Ended::exitCode).returns("", Ended::out);
    assertThat(ended.err()).contains("could not be read", "LC_ALL");
  }

  @Test
  void speaks_tls_and_trusts_the_certificates_of_a_file() throws Exception {
    KeyFiles files = KeyFiles.make(folder);
    MasterServer secured =
        MasterServer.start(
                MasterServer.configuration(
                    ConfigFactory.parseMap(
                        Map.of(
                            "master.tcp.bind-port",
                            0,
                            "master.websocket.bind-port",
                            0,
                            "master.database.jdbc-url",
                            "jdbc:h2:mem:" + UUID.randomUUID(),
                            "master.tcp.tls.key-file",
                            files.key().toString(),
                            "master.tcp.tls.chain-file",
                            files.chain().toString()))),
                modules())
            .toCompletableFuture()
            .get(60, SECONDS);
    String port = "" + secured.address("tls").getPort();

    assertThat(run("", "--port", port, "--trust", files.chain().toString(), "save", "John", "34"))
        .isEqualTo(new Ended(0, "John, 34\n", ""));
    assertThat(run("", "--port", port, "--tls", "get").err()).contains("with TLS");
    secured.stop().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void says_that_a_file_holds_no_certificates() {
    Ended ended = run("", "--trust", folder.resolve("none.pem").toString(), "get");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).matches("personal-info: --trust .*none.pem: .*PEM certificates\\)\n");
  }

  @Test
  void tells_its_version() {
    assertThat(run("", "--version").out()).startsWith("personal-info ");
  }

  @Test
  void goes_on_after_a_command_that_it_does_not_know() {
    Ended ended = run("dance\nsave Jane\nsave Jane 35");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .contains(
            "personal-info: command 'dance' (expected: save NAME AGE, get, register, log-in, guest or quit)\n")
        .contains("personal-info: Missing required parameter: 'AGE' (see --help)\n");
    assertThat(ended.out()).isEqualTo("Jane, 35\n");
  }

  @Test
  void registers_and_logs_in_with_a_password_from_a_file() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "correct horse battery\n");
    String anna = "--username anna --password-file %s".formatted(password);

    Ended ended =
        run("", (anna + " register --email anna@example.org log-in save Anna 34").split(" "));

    assertThat(ended).isEqualTo(new Ended(0, "registered: anna\nlogged in: anna\nAnna, 34\n", ""));
  }

  @Test
  void says_why_a_log_in_is_refused() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "wrong and long enough");

    Ended ended = run("", "--username", "nobody", "--password-file", password.toString(), "log-in");

    assertThat(ended)
        .isEqualTo(new Ended(1, "", "personal-info: UNAUTHORIZED: Invalid Credentials\n"));
  }

  @Test
  void logs_in_as_a_guest() {
    Ended ended = run("", "guest", "save", "John", "34");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).matches("logged in: \\S+\nJohn, 34\n");
  }

  @Test
  void asks_for_a_name_to_log_in_with() {
    assertThat(run("", "log-in"))
        .isEqualTo(new Ended(1, "", "personal-info: no name (add --username NAME)\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dance", "save John", "save John old", "--port 70000 get", "--timeout 0"})
  void refuses_a_wrong_command_line_in_one_line(String commandLine) {
    Ended ended = run("", commandLine.split(" "));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).matches("personal-info: .* \\(see --help\\)\n");
  }

  @Test
  void says_that_no_server_is_there() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    Ended ended = run("", "--port", "" + port, "save", "John", "34", "get");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .matches(
            "personal-info: no connection to 127.0.0.1:%d: Connection refused \\(is the server.*\n"
                .formatted(port));
  }

  @Test
  void says_that_a_server_is_silent() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended = run("", "--timeout", "1", "--port", "" + silent.getLocalPort(), "get");

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err())
          .matches("personal-info: TIMEOUT: no response .* within 1 s .*--timeout\\)\n");
    }
  }

  @Test
  void says_that_a_server_is_of_another_kind() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              new FutureTask<>(
                  () -> {
                    try (var connection = other.accept()) {
                      connection
                          .getOutputStream()
                          .write("HTTP/1.1 400 Bad Request\r\n".getBytes(US_ASCII));
                      connection.getInputStream().readAllBytes();
                    }
                    return null;
                  }));
      Ended ended = run("", "--port", "" + other.getLocalPort(), "get");

      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.err())
          .matches("personal-info: NOT_CONNECTED: .*is that the plain TCP port .*--tls\\)\n");
    }
  }

  /** Runs the program against the server, unless the arguments say otherwise. */
  private static Ended run(String input, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var words = new ArrayList<>(List.of(arguments));
    if (!words.contains("--port")) {
      words.addAll(0, List.of("--port", "" + server.address("tcp").getPort()));
    }
    try (var client = new PersonalInfoClient(new BufferedReader(new StringReader(input)))) {
      int exitCode =
          client
              .commandLine()
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .execute(words.toArray(String[]::new));
      return new Ended(exitCode, out.toString(), err.toString());
    }
  }
}
