package io.masterserver.bench.process;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line of JSON with which a server says that it can be connected to, and where. */
final class ReadyLine {

  private static final Pattern READY = Pattern.compile("\"event\"\\s*:\\s*\"ready\"");
  private static final Pattern PORT = Pattern.compile("\"port\"\\s*:\\s*(\\d+)");

  private ReadyLine() {}

  /** The first port in {@code line}, if it is a ready line. */
  static OptionalInt port(String line) {
    if (READY.matcher(line).find()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return OptionalInt.of(Integer.parseInt(port.group(1)));
      }
    }
    return OptionalInt.empty();
  }
}
