package io.masterserver.modules.auth.service;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A section of the configuration whose values are held against what is allowed. */
final class CheckedSection {

  private final Config section;
  private final String path;

  CheckedSection(Config section, String path) {
    this.section = section;
    this.path = path;
  }

  CheckedSection section(String name) {
    return new CheckedSection(read(section::getConfig, name), path + "." + name);
  }

  boolean flag(String key) {
    return read(section::getBoolean, key);
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

  Duration duration(String key, Duration min, Duration max) {
    Duration value = read(section::getDuration, key);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw wrong(key, value, "%s..%s".formatted(min, max));
    }
    return value;
  }

  /** Of the path to a value, Typesafe Config names only the last word. */
  private <T> T read(Function<String, T> get, String key) {
    try {
      return get.apply(key);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("%s.%s: %s".formatted(path, key, e.getMessage()), e);
    }
  }

  IllegalArgumentException wrong(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "%s.%s: %s (expected: %s; set in %s)"
            .formatted(path, key, value, expected, section.getValue(key).origin().description()));
  }
}
