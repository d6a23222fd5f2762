package io.masterserver.samples.personalinfo;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who logs in. A password is never an argument: those of a program can be read by everyone on the
 * machine.
 */
final class Credentials {

  private static final String VARIABLE = "MASTER_PASSWORD";

  @Option(names = "--username", paramLabel = "NAME", description = "Who logs in, or registers.")
  private @Nullable String username;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = {
        "Where the password is: the first line. Without it, the environment",
        "variable " + VARIABLE + " is taken, or it is asked for."
      })
  private @Nullable Path file;

  String username() throws IOException {
    if (username == null) {
      throw new IOException("no name (add --username NAME)");
    }
    return username;
  }

  String password() throws IOException {
    if (file != null) {
      return fromFile(file);
    }
    Optional<String> variable = Optional.ofNullable(System.getenv(VARIABLE));
    return variable.isPresent() ? variable.get() : asked();
  }

  private static String fromFile(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new IOException("--password-file: %s cannot be read".formatted(file), e);
    }
    if (lines.isEmpty()) {
      throw new IOException("--password-file: %s is empty (expected: a line)".formatted(file));
    }
    return lines.getFirst();
  }

  @SuppressWarnings(
      "SystemConsoleNull") // null on 21; readPassword gives null later where nobody types
  private static String asked() throws IOException {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("password: ");
    if (typed == null) {
      throw new IOException(
          "no password (add --password-file FILE, or set %s)".formatted(VARIABLE));
    }
    return new String(typed);
  }
}
