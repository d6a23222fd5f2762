package io.masterserver.modules.mail;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The settings of the module, whose values are held against what is allowed. */
final class CheckedSection {

  private final Config section;

  CheckedSection(Config section) {
    this.section = section;
  }

  String text(String key) {
    return read(section::getString, key);
  }

  Optional<Path> path(String key) {
    String text = text(key);
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  int number(String key, int min, int max) {
    int value = read(section::getInt, key);
    if (value < min || value > max) {
      throw wrong(key, value, "%d..%d".formatted(min, max));
    }
    return value;
  }

  /** Returns a time from {@code min} to a day. */
  Duration duration(String key, Duration min) {
    Duration value = read(section::getDuration, key);
    if (value.compareTo(min) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
      throw wrong(key, value, "%s..PT24H".formatted(min));
    }
    return value;
  }

  /** Of the path to a value, Typesafe Config names only the last word. */
  private <T> T read(Function<String, T> get, String key) {
    try {
      return get.apply(key);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("master.mail.%s: %s".formatted(key, e.getMessage()), e);
    }
  }

  /**
   * @param value as the operator may see it: no secret
   */
  IllegalArgumentException wrong(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "master.mail.%s: %s (expected: %s; set in %s)"
            .formatted(key, value, expected, section.getValue(key).origin().description()));
  }
}
