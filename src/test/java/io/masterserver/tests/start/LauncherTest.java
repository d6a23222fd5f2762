package io.masterserver.tests.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A launcher that looks for a JDK")
@Timeout(60)
class LauncherTest {

  private static final Path ROOT = Path.of("../..");

  @TempDir Path folder;

  @Test
  void uses_the_one_that_java_home_names_without_a_word() throws Exception {
    Path own = Path.of(System.getProperty("java.home"));

    assertThat(complaint(own)).isEmpty();
  }

  @Test
  void says_that_java_home_is_not_there() throws Exception {
    Path missing = folder.resolve("missing");

    assertThat(complaint(missing))
        .isEqualTo("JAVA_HOME=%s is passed over: there is no such folder\n".formatted(missing));
  }

  @Test
  void says_that_java_home_is_too_old() throws Exception {
    program("java", "echo 'openjdk version \"17.0.1\" 2021-10-19' >&2");
    program("javac", "");

    assertThat(complaint(folder))
        .isEqualTo(
            "JAVA_HOME=%s is passed over: it is Java 17, and 21 or newer is needed\n"
                .formatted(folder));
  }

  @Test
  void says_that_java_home_is_no_jdk() throws Exception {
    assertThat(complaint(folder)).contains("it holds no JDK");
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Returns what is said on standard error. */
  private String complaint(Path javaHome) throws Exception {
    Path errors = Files.createTempFile(folder, "errors", ".txt");
    var launcher =
        new ProcessBuilder("bash", "-c", ". bin/lib/java.sh; find_java")
            .directory(ROOT.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile());
    launcher.environment().put("JAVA_HOME", javaHome.toString());
    assertThat(launcher.start().waitFor(30, SECONDS)).isTrue();
    return Files.readString(errors, UTF_8);
  }
}
