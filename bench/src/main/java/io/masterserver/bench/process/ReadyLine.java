package io.masterserver.bench.process;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line of JSON with which a server says that it can be connected to, and where. */
final class ReadyLine {

  private static final Pattern READY = Pattern.compile("\"event\"\\s*:\\s*\"ready\"");

  private ReadyLine() {}

  /**
   * The port in {@code line} that {@code transport} is served on, plain or with TLS, if it is a
   * ready line.
   */
  static OptionalInt port(String line, Transport transport) {
    if (!READY.matcher(line).find()) {
      return OptionalInt.empty();
    }
    String listener =
        "\"transport\"\\s*:\\s*\"(?:%s|%s)\"[^}]*\"port\"\\s*:\\s*(\\d+)"
            .formatted(transport, transport.withTls());
    Matcher port = Pattern.compile(listener).matcher(line);
    if (!port.find()) {
      throw new ServerFailure(
          "ready line: %s (expected: a listener with the transport '%s')"
              .formatted(line, transport));
    }
    return OptionalInt.of(Integer.parseInt(port.group(1)));
  }
}
