package io.masterserver.runtime.guardian;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A section of the configuration whose values are held against what is allowed. */
final class CheckedSection {

  private final Config section;
  private final String path;

  CheckedSection(Config config, String path) {
    this.section = config.getConfig(path);
    this.path = path;
  }

  private CheckedSection(Config section, String path, String name) {
    this.section = section.getConfig(name);
    this.path = path + "." + name;
  }

  CheckedSection section(String name) {
    return new CheckedSection(section, path, name);
  }

  String text(String key) {
    return read(section::getString, key);
  }

  List<String> texts(String key) {
    return read(section::getStringList, key);
  }

  int number(String key, int min, int max) {
    int value = read(section::getInt, key);
    if (value < min || value > max) {
      throw wrong(key, value, "%d..%d".formatted(min, max));
    }
    return value;
  }

  int bytes(String key, long min, long max) {
    long value = read(section::getBytes, key);
    if (value < min || value > max) {
      throw wrong(key, value + " bytes", "%d..%d bytes".formatted(min, max));
    }
    return (int) value;
  }

  /** Returns a time of more than zero. */
  Duration duration(String key) {
    Duration value = read(section::getDuration, key);
    if (!value.isPositive()) {
      throw wrong(key, value, "more than zero, for example 10 seconds");
    }
    return value;
  }

  /** Of the path to a value, Typesafe Config names only the last word. */
  private <T> T read(Function<String, T> get, String key) {
    try {
      return get.apply(key);
    } catch (ConfigException e) {
      throw new StartFailed("%s.%s: %s".formatted(path, key, e.getMessage()), e);
    }
  }

  StartFailed wrong(String key, Object value, String expected) {
    return new StartFailed(
        "%s.%s: %s (expected: %s; set in %s)"
            .formatted(path, key, value, expected, section.getValue(key).origin().description()));
  }
}
