package io.masterserver.runtime.guardian;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A section of the configuration whose values are held against what is allowed. */
final class CheckedSection {

  /** How Typesafe Config calls where the values of environment variables come from. */
  private static final String ENVIRONMENT = "env variables";

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
    return read(section::getString, key, "a text");
  }

  List<String> texts(String key) {
    return read(section::getStringList, key, "a list of texts, for example [\"a\", \"b\"]");
  }

  boolean flag(String key) {
    return read(section::getBoolean, key, "on or off");
  }

  /** Returns one of {@code allowed}, whatever its case was. */
  String oneOf(String key, List<String> allowed) {
    String value = text(key);
    return allowed.stream()
        .filter(value::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> wrong(key, value, String.join(", ", allowed)));
  }

  int number(String key, int min, int max) {
    String expected = "%d..%d".formatted(min, max);
    int value = read(section::getInt, key, expected);
    if (value < min || value > max) {
      throw wrong(key, value, expected);
    }
    return value;
  }

  int bytes(String key, long min, long max) {
    String expected = "%d..%d bytes, for example %d KiB".formatted(min, max, 2 * min / 1024);
    long value = read(section::getBytes, key, expected);
    if (value < min || value > max) {
      throw wrong(key, value + " bytes", expected);
    }
    return (int) value;
  }

  /** Returns a time of more than zero. */
  Duration duration(String key) {
    String expected = "more than zero, for example 10 seconds";
    Duration value = read(section::getDuration, key, expected);
    if (!value.isPositive()) {
      throw wrong(key, value, expected);
    }
    return value;
  }

  private <T> T read(Function<String, T> get, String key, String expected) {
    try {
      return get.apply(key);
    } catch (ConfigException.Missing e) {
      throw new StartFailed(
          "%s.%s: not set (expected: %s; leave it out for the default)"
              .formatted(path, key, expected),
          e);
    } catch (ConfigException e) {
      throw wrong(key, section.getValue(key).unwrapped(), expected);
    }
  }

  StartFailed wrong(String key, Object value, String expected) {
    return new StartFailed(
        "%s.%s: %s (expected: %s; set in %s)"
            .formatted(path, key, value, expected, origin(section.getValue(key))));
  }

  /** Of a value from the environment, Typesafe Config does not say from which variable. */
  private static String origin(ConfigValue value) {
    String description = value.origin().description();
    if (!description.equals(ENVIRONMENT)) {
      return description;
    }
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getValue().equals(value.unwrapped()))
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith("MASTER_"))
        .sorted()
        .findFirst()
        .map("the environment variable %s"::formatted)
        .orElse(description);
  }
}
