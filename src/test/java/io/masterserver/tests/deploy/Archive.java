package io.masterserver.tests.deploy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The archive that operators install. */
final class Archive {

  private static final Path BUILT = Path.of("../../deploy/target");

  private Archive() {}

  /** Unpacks it as an operator does; returns the one folder that is in it. */
  static Path unpack(Path into) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xzf", file().toAbsolutePath().toString())
            .directory(into.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor(60, SECONDS) && tar.exitValue() == 0).as("tar -xzf").isTrue();
    try (Stream<Path> unpacked = Files.list(into)) {
      List<Path> folders = unpacked.toList();
      assertThat(folders).as("what is in the archive").hasSize(1);
      return folders.getFirst();
    }
  }

  private static Path file() throws IOException {
    try (Stream<Path> built = Files.list(BUILT)) {
      return built
          .filter(file -> file.toString().endsWith(".tar.gz"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no archive: run mvn verify, not mvn test"));
    }
  }
}
