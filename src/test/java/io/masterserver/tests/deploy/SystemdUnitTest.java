package io.masterserver.tests.deploy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import io.masterserver.runtime.guardian.MasterServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The unit for systemd")
class SystemdUnitTest {

  private static final Path UNIT = Path.of("../../deploy/systemd/master-server.service");
  private static final String INSTALLED = "/opt/master-server/";
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir private Path folder;

  @Test
  @DisplayName("is one that systemd finds nothing wrong with")
  void is_one_that_systemd_accepts() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "no systemd on this machine");

    assertThat(complaints(Files.readString(UNIT))).isEmpty();
  }

  @Test
  @DisplayName("would be found out if a setting were misspelt")
  void would_be_found_out() throws Exception {
    assumeTrue(Files.isExecutable(ANALYZE), "no systemd on this machine");

    assertThat(complaints(Files.readString(UNIT).replace("ProtectHome=", "ProtectHomes=")))
        .contains("ProtectHomes");
  }

  @Test
  @DisplayName("starts what is in the archive, with an option that it has")
  void starts_what_is_in_the_archive() throws IOException {
    String command = value("ExecStart");

    assertThat(command).startsWith(INSTALLED + "bin/master-server --config ");
    assertThat(Path.of("../../deploy/archive/bin/master-server")).isExecutable();
  }

  @Test
  @DisplayName("waits longer than a node takes to stop")
  void waits_longer_than_a_node_takes_to_stop() throws IOException {
    Duration wait =
        ConfigFactory.parseString("wait = " + value("TimeoutStopSec").replace("min", " minutes"))
            .getDuration("wait");

    assertThat(wait)
        .isGreaterThan(NodeSettings.longestStop(MasterServer.configuration(ConfigFactory.empty())));
  }

  private static String value(String key) throws IOException {
    List<String> values =
        Files.readAllLines(UNIT).stream()
            .filter(line -> line.startsWith(key + "="))
            .map(line -> line.substring(key.length() + 1))
            .toList();
    assertThat(values).as(key).hasSize(1);
    return values.getFirst();
  }

  /** What systemd says of a unit whose program is there. */
  private String complaints(String unit) throws IOException, InterruptedException {
    Path program = Files.createDirectories(folder.resolve("bin")).resolve("master-server");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path installed = folder.resolve("master-server.service");
    Files.writeString(installed, unit.replace(INSTALLED, folder + "/"));
    Path output = folder.resolve("output");
    Process analyze =
        new ProcessBuilder(ANALYZE.toString(), "verify", "--man=no", installed.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(analyze.waitFor(60, SECONDS)).isTrue();
    return Files.readString(output);
  }
}
