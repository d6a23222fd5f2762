package io.masterserver.runtime.main;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment variables that {@code logback.xml} takes levels from. */
final class LogLevels {

  private static final List<String> VARIABLES = List.of("MASTER_LOG_LEVEL", "PEKKO_LOG_LEVEL");

  private static final List<String> LEVELS =
      List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  private LogLevels() {}

  /** Says what is wrong with a level: Logback takes what it does not know for {@code DEBUG}. */
  static Optional<String> complaint(Map<String, String> environment) {
    for (String variable : VARIABLES) {
      String level = environment.getOrDefault(variable, "INFO");
      if (!LEVELS.contains(level.toUpperCase(Locale.ROOT))) {
        return Optional.of(
            "%s: '%s' (expected: %s)".formatted(variable, level, String.join(", ", LEVELS)));
      }
    }
    return Optional.empty();
  }
}
