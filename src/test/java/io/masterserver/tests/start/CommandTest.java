package io.masterserver.tests.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.tests.fixture.ModuleJar;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A command of the program")
@Timeout(60)
class CommandTest {

  @TempDir Path folder;

  @BeforeEach
  void write() {
    ModuleJar.writeCommand(folder, ShowSettingCommand.class);
  }

  private ServerProcess start(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--module-path", folder.toString()));
    all.addAll(List.of(arguments));
    return ServerProcess.start(all.toArray(String[]::new));
  }

  @Test
  void sees_the_configuration_as_the_server_would() throws IOException {
    Path config =
        Files.writeString(folder.resolve("my.conf"), "master.peer.request-timeout = 7 s\n");
    try (var program =
        start(
            "--config=" + config,
            "--port",
            "4711",
            "show-setting",
            "master.tcp.bind-port",
            "master.peer.request-timeout",
            "master.peer.max-pending-requests",
            "pekko.actor.provider")) {
      assertThat(program.awaitExit()).isZero();
      assertThat(program.stdout())
          .containsExactly(
              "master.tcp.bind-port = 4711",
              "master.peer.request-timeout = 7 s",
              "master.peer.max-pending-requests = 1024",
              "pekko.actor.provider = cluster");
      assertThat(program.stderr()).isEmpty();
    }
  }

  @Test
  void has_options_and_an_exit_code_of_its_own() {
    try (var program = start("show-setting", "--strict")) {
      assertThat(program.awaitExit()).isEqualTo(3);
      assertThat(program.stderr()).containsExactly("strictly");
    }
  }

  @Test
  void ends_the_program_whatever_threads_it_has_left() {
    try (var program = start("show-setting", "--linger")) {
      assertThat(program.awaitExit()).isZero();
    }
  }

  @Test
  void that_fails_says_so_in_one_line() {
    try (var program = start("show-setting", "--break")) {
      assertThat(program.awaitExit()).isEqualTo(1);
      assertThat(program.stderr())
          .containsExactly("master-server: show-setting: broken, as the test wants");
    }
  }

  @Test
  void is_listed_in_the_help() {
    try (var program = start("--help")) {
      assertThat(program.awaitExit()).isZero();
      assertThat(program.stdout())
          .containsSubsequence(
              "Commands:", "  show-setting        Prints settings, 100% as the server sees them.");
    }
  }

  @Test
  void that_does_not_exist_is_refused_with_those_that_do() {
    try (var program = start("extra", "--strange", "argument")) {
      assertThat(program.awaitExit()).isEqualTo(1);
      assertThat(program.stderr()).hasSize(1);
      assertThat(program.stderr().getFirst())
          .startsWith("master-server: there is no command 'extra' (there are: ")
          .contains("show-setting")
          .endsWith("; without a command, the server runs; see --help)");
    }
  }
}
