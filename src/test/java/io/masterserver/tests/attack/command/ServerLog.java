package io.masterserver.tests.attack.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The warnings and errors in a log, in order, without their times. */
record ServerLog(List<String> complaints) {

  private static final Pattern COMPLAINT =
      Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (?:WARN|ERROR) +\\S+ - (.*)$");

  private static final Pattern OUT_OF_MEMORY = Pattern.compile(".*(OutOfMemoryError.*)");

  static ServerLog of(Path log) {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      return new ServerLog(lines.flatMap(ServerLog::complaint).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(log + ": cannot be read", e);
    }
  }

  private static Stream<String> complaint(String line) {
    Matcher complaint = COMPLAINT.matcher(line);
    Matcher outOfMemory = OUT_OF_MEMORY.matcher(line);
    if (complaint.matches()) {
      return Stream.of(complaint.group(1));
    }
    return outOfMemory.matches() ? Stream.of(outOfMemory.group(1)) : Stream.empty();
  }

  /** Those that have come since {@code earlier}. */
  Stream<String> since(ServerLog earlier) {
    return complaints.stream().skip(earlier.complaints().size());
  }
}
