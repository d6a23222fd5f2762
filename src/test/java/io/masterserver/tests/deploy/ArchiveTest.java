package io.masterserver.tests.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The archive, unpacked somewhere")
@Timeout(120)
class ArchiveTest {

  @TempDir private static Path somewhere;
  private static Path installed;

  @TempDir private Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    installed = Archive.unpack(somewhere);
  }

  @Test
  @DisplayName("runs a server that keeps its database in MASTER_HOME")
  void runs_a_server() throws IOException {
    try (var server = ServerProcess.launch(launcher(Path.of(System.getProperty("java.home"))))) {
      InetSocketAddress address = server.awaitAddress();
      try (var client =
          MasterClient.builder()
              .address(address.getHostString(), address.getPort())
              .reconnect(ReconnectPolicy.NEVER)
              .build()) {
        Await.result(client.connect());
        assertThat(Await.result(client.request(CoreOperations.PING, 7L)).isSuccess()).isTrue();
      }
      server.terminate();

      assertThat(server.awaitExit()).as(server.output()).isZero();
      assertThat(server.stderr()).isEmpty();
    }
    assertThat(folder.resolve("data")).isNotEmptyDirectory();
    assertThat(installed.resolve("data")).doesNotExist();
  }

  @Test
  @DisplayName("holds the standard modules, and none of the samples or of what only tests need")
  void holds_the_standard_modules() throws IOException {
    try (Stream<Path> jars = Files.list(installed.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .anyMatch(jar -> jar.startsWith("master-modules-"))
          .noneMatch(jar -> jar.startsWith("sample-modules-"))
          .noneMatch(jar -> jar.startsWith("junit") || jar.startsWith("netty"));
    }
  }

  @Test
  @DisplayName("says which Java it needs when it finds an older one")
  void says_which_java_it_needs() throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"17.0.1\" 2021-10-19' >&2\n", UTF_8);
    assertThat(java.toFile().setExecutable(true)).isTrue();

    try (var server = ServerProcess.launch(launcher(folder))) {
      assertThat(server.awaitFailure())
          .isEqualTo(
              "master-server: %s is Java 17: install Java 21 or newer, or point JAVA_HOME at it"
                  .formatted(java));
    }
  }

  /** Not from the folder in which it is installed. */
  private ProcessBuilder launcher(Path javaHome) {
    var launcher =
        new ProcessBuilder(
                installed.resolve("bin/master-server").toString(),
                "--port",
                "0",
                "--websocket-port",
                "0")
            .directory(folder.toFile());
    launcher.environment().put("JAVA_HOME", javaHome.toString());
    launcher.environment().put("MASTER_HOME", folder.toString());
    launcher
        .environment()
        .put(
            "JAVA_OPTIONS",
            "-Xmx256m -XX:TieredStopAtLevel=1 -Dmaster.management.bind-port=0"
                + " -Dmaster.mail.host=localhost -Dmaster.mail.from=test@example.org");
    return launcher;
  }
}
