package io.masterserver.api;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A section of the configuration whose values are held against what is allowed.
 *
 * <pre>{@code
 * var section = new SettingsSection(module.config(), "master.modules.news");
 * int most = section.number("max-entries", 1, 1000);
 * }</pre>
 *
 * <p>What is missing, of another kind or out of range is refused with an {@link
 * IllegalArgumentException}: one line with key, value, what is allowed, and where it is set. Thrown
 * from {@link MasterModule#start}, that line is what the start of the server fails with. What
 * {@link #text} reads may be a secret and is not in it.
 *
 * <p>Immutable; threads: any.
 */
public final class SettingsSection {

  /** How Typesafe Config calls where the values of environment variables come from. */
  private static final String ENVIRONMENT = "env variables";

  private static final int KIB = 1024;

  private final Config section;
  private final String path;

  /**
   * @param path where the operator finds the section, for messages: {@code master.modules.news}
   */
  public SettingsSection(Config section, String path) {
    this.section = section;
    this.path = path;
  }

  /** Returns the section {@code name} within this one. */
  public SettingsSection section(String name) {
    String inner = path + "." + name;
    Config config = read(section::getConfig, name, "a section, %s { ... }".formatted(inner));
    return new SettingsSection(config, inner);
  }

  /** Returns a text, which may be empty. */
  public String text(String key) {
    return read(section::getString, key, "a text");
  }

  /**
   * Returns the texts of a list, which may be empty. Environment variables hold no lists, so one
   * text with commas between them is a list, too.
   */
  public List<String> texts(String key) {
    return read(this::list, key, "a list of texts, for example [\"a\", \"b\"] or \"a, b\"");
  }

  private List<String> list(String key) {
    if (section.getValue(key).unwrapped() instanceof String text) {
      return Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(one -> !one.isEmpty())
          .toList();
    }
    return section.getStringList(key);
  }

  /** Returns whether a switch is on. */
  public boolean flag(String key) {
    return read(section::getBoolean, key, "on or off");
  }

  /** Returns one of {@code allowed}, whatever its case was. */
  public String oneOf(String key, List<String> allowed) {
    String expected = String.join(", ", allowed);
    String value = read(section::getString, key, expected);
    return allowed.stream()
        .filter(value::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> wrong(key, value, expected));
  }

  /** Returns a file or folder; nothing if the text is empty. */
  public Optional<Path> path(String key) {
    String text = text(key);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      throw wrong(key, e.getReason(), "the path of a file or folder");
    }
  }

  /** Returns a number from {@code min} to {@code max}, both allowed. */
  public int number(String key, int min, int max) {
    String expected = "%d..%d".formatted(min, max);
    int value = read(section::getInt, key, expected);
    if (value < min || value > max) {
      throw wrong(key, value, expected);
    }
    return value;
  }

  /**
   * Returns a number, with a fraction or without, from {@code min} to {@code max}, both allowed.
   */
  public double decimal(String key, int min, int max) {
    String expected = "%d..%d".formatted(min, max);
    double value = read(section::getDouble, key, expected);
    if (!(value >= min && value <= max)) { // so that NaN is refused
      throw wrong(key, value, expected);
    }
    return value;
  }

  /** Returns a size from {@code min} to {@code max}, both allowed, all in bytes. */
  public int bytes(String key, int min, int max) {
    long example = Math.max(1, Math.min(2L * min, max) / KIB);
    String expected = "%d..%d bytes, for example %d KiB".formatted(min, max, example);
    long value = read(section::getBytes, key, expected);
    if (value < min || value > max) {
      throw wrong(key, value + " bytes", expected);
    }
    return (int) value;
  }

  /** Returns a time of more than zero. */
  public Duration duration(String key) {
    String expected = "more than zero, for example 10 seconds";
    Duration value = read(section::getDuration, key, expected);
    if (!value.isPositive()) {
      throw wrong(key, value, expected);
    }
    return value;
  }

  /** Returns a time from {@code min} to {@code max}, both allowed. */
  public Duration duration(String key, Duration min, Duration max) {
    String expected = "%s..%s".formatted(min, max);
    Duration value = read(section::getDuration, key, expected);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw wrong(key, value, expected);
    }
    return value;
  }

  /**
   * Returns what to throw for a value that the caller does not allow.
   *
   * @param value as the operator may see it: no secret
   * @param expected what is allowed
   */
  public IllegalArgumentException wrong(String key, Object value, String expected) {
    return new IllegalArgumentException(
        "%s.%s: %s (expected: %s; set in %s)".formatted(path, key, value, expected, origin(key)));
  }

  /** Returns where {@code key} is set, as a message names it: file and line, or variable. */
  public String origin(String key) {
    return section.hasPath(key) ? origin(section.getValue(key)) : section.origin().description();
  }

  private <T> T read(Function<String, T> get, String key, String expected) {
    try {
      return get.apply(key);
    } catch (ConfigException.Missing e) {
      throw new IllegalArgumentException(
          "%s.%s: not set (expected: %s; leave it out for the default)"
              .formatted(path, key, expected),
          e);
    } catch (ConfigException e) {
      IllegalArgumentException wrong = wrong(key, shown(section.getValue(key)), expected);
      wrong.initCause(e);
      throw wrong;
    }
  }

  /** Lists and sections may hold anything, secrets too. */
  private static Object shown(ConfigValue value) {
    return switch (value) {
      case ConfigObject map -> "a section";
      case ConfigList list -> "a list";
      default -> value.unwrapped();
    };
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
