package io.masterserver.tests.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.FreePorts;
import io.masterserver.tests.fixture.ModuleJar;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The program")
@Timeout(60)
class ProgramTest {

  @TempDir Path folder;

  @Test
  void serves_the_modules_of_jars_in_a_folder() {
    ModuleJar.write(folder, SlowModule.class);
    try (var server = ServerProcess.start("--port", "0", "--module-path", folder.toString())) {
      InetSocketAddress address = server.awaitAddress();
      try (MasterClient client =
          MasterClient.builder()
              .address(address.getHostString(), address.getPort())
              .reconnect(ReconnectPolicy.NEVER)
              .build()) {
        Await.result(client.connect());

        assertThat(Await.result(client.request(SlowModule.WAIT, 1)).value()).isEqualTo(1);
      }
      assertThat(
              StreamSupport.stream(server.awaitReady().get("modules").spliterator(), false)
                  .map(module -> module.get("name").asText()))
          .contains("core", "echo", "slow");
      assertThat(server.stdout()).anyMatch(line -> line.startsWith("listening on 127.0.0.1:"));
      assertThat(server.stderr()).isEmpty();
    }
  }

  @Test
  void refuses_to_start_when_its_port_is_taken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var server = ServerProcess.start("--port", "" + taken.getLocalPort())) {
      assertThat(failure(server))
          .contains("127.0.0.1:" + taken.getLocalPort(), "is the port taken?", "bind-port");
    }
  }

  @Test
  void refuses_to_start_without_the_configuration_it_was_given() {
    Path missing = folder.resolve("missing.conf");
    try (var server = ServerProcess.start("--config", missing.toString())) {
      assertThat(failure(server)).contains("--config " + missing, "there is no such file");
    }
  }

  @Test
  void refuses_to_start_with_a_configuration_that_it_cannot_parse() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.conf"), "master {\n  tcp = [\n");
    try (var server = ServerProcess.start("--config", broken.toString())) {
      assertThat(failure(server)).contains("broken.conf");
    }
  }

  @Test
  void refuses_to_start_with_a_misspelt_setting_and_says_where_it_is() throws IOException {
    Path config =
        Files.writeString(folder.resolve("my.conf"), "master.tcp {\n  bind-prot = 5002\n}\n");
    try (var server = ServerProcess.start("--config", config.toString())) {
      assertThat(failure(server))
          .contains("master.tcp.bind-prot", "did you mean master.tcp.bind-port?", "my.conf: 2");
    }
  }

  @Test
  void refuses_to_start_with_a_module_path_that_is_no_folder() throws IOException {
    Path file = Files.createFile(folder.resolve("a-file"));
    try (var server = ServerProcess.start("--module-path", file.toString())) {
      assertThat(failure(server)).contains("--module-path " + file, "give a folder with jars");
    }
  }

  @Test
  void refuses_to_start_with_a_module_that_throws_and_leaves_nothing_on_the_port()
      throws IOException {
    ModuleJar.write(folder, ThrowingModule.class);
    int port = FreePorts.one();
    try (var server =
        ServerProcess.start("--port", "" + port, "--module-path", folder.toString())) {
      assertThat(failure(server)).contains("module 'throwing'", "no licence found");
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void refuses_to_start_with_a_jar_whose_module_cannot_be_loaded() {
    ModuleJar.write(folder, DemandingModule.class); // without the class that its spec names
    try (var server = ServerProcess.start("--port", "0", "--module-path", folder.toString())) {
      assertThat(failure(server)).contains("ThrowingModule");
    }
  }

  @Test
  void refuses_to_start_with_a_damaged_jar_and_names_it() throws IOException {
    Path jar = Files.writeString(folder.resolve("damaged.jar"), "PK, and no more");
    try (var server = ServerProcess.start("--port", "0", "--module-path", folder.toString())) {
      assertThat(failure(server)).contains(jar + " is not a jar, or damaged");
    }
  }

  @Test
  void refuses_to_start_with_a_jar_that_lists_a_missing_module_and_names_it() {
    Path jar = ModuleJar.listing(folder, "com.example.Missing");
    try (var server = ServerProcess.start("--port", "0", "--module-path", folder.toString())) {
      assertThat(failure(server))
          .contains("a module of " + jar + " cannot be loaded", "com.example.Missing");
    }
  }

  @ParameterizedTest(name = "with {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp.bind-port = 1 | did you mean master.tcp.bind-port?; set in ",
        "foo = 1           | foo: no such setting",
        "master = 5        | master: 5 (expected: a section, master { ... }; set in ",
        "master.tcp.bind-port = 70000 | master.tcp.bind-port: 70000 (expected: 0..65535; set in ",
        "master { tcp { backlog = 1 | my.conf: 1: "
      })
  @DisplayName("refuses to start with a wrong configuration, also when --port is given")
  void refuses_a_wrong_configuration(String setting, String named) throws IOException {
    Path config = Files.writeString(folder.resolve("my.conf"), setting);
    try (var server = ServerProcess.start("--port", "0", "--config", config.toString())) {
      assertThat(failure(server)).contains(named, "my.conf: 1");
    }
  }

  @Test
  void refuses_to_start_with_an_empty_name_of_a_configuration() {
    try (var server = ServerProcess.start("--port", "0", "--config=")) {
      assertThat(failure(server)).contains("--config");
    }
  }

  @Test
  void refuses_to_start_with_a_log_level_that_does_not_exist() {
    try (var server =
        ServerProcess.start(Map.of("MASTER_LOG_LEVEL", "LOUD"), List.of("--port", "0"))) {
      assertThat(failure(server))
          .isEqualTo(
              "master-server: MASTER_LOG_LEVEL: 'LOUD' (expected: OFF, ERROR, WARN, INFO, DEBUG,"
                  + " TRACE)");
    }
  }

  @Test
  void names_the_environment_variable_that_is_wrong() throws IOException {
    Path config =
        Files.writeString(folder.resolve("my.conf"), "master.tcp.bind-port = ${?MASTER_PORT}");
    try (var server =
        ServerProcess.start(Map.of("MASTER_PORT", "abc"), List.of("--config", config.toString()))) {
      assertThat(failure(server))
          .isEqualTo(
              "master-server: master.tcp.bind-port: abc (expected: 0..65535; set in the environment"
                  + " variable MASTER_PORT)");
    }
  }

  @Test
  void refuses_an_option_that_it_does_not_know() {
    try (var server = ServerProcess.start("--prot", "5002")) {
      assertThat(failure(server)).contains("--prot", "--help");
    }
  }

  /** Returns the one line on stderr of a program that has failed to start. */
  private static String failure(ServerProcess server) {
    assertThat(server.awaitExit()).as("exit code").isEqualTo(1);
    List<String> lines = server.stderr();
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).startsWith("master-server: ");
    assertThat(server.stdout()).isEmpty();
    return lines.getFirst();
  }
}
