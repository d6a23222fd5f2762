package io.masterserver.modules.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * The section {@code master.database}; reference.conf says what each setting means.
 *
 * @param password never shown
 */
public record DatabaseSettings(
    JdbcUrl jdbcUrl,
    String user,
    String password,
    int poolSize,
    int maxWaiting,
    Duration connectionTimeout,
    Duration statementTimeout,
    Duration checkInterval,
    Duration startTimeout) {

  private static final String PATH = "master.database";

  /** The least that the pool understands. */
  private static final Duration LEAST_WAIT = Duration.ofMillis(250);

  /** What the server's own limit for the start of this module leaves. */
  static final Duration LONGEST_START = Duration.ofMinutes(10);

  /**
   * Reads the section.
   *
   * @throws DatabaseRefused if a value is not allowed
   */
  public static DatabaseSettings from(Config section) {
    JdbcUrl url = url(section);
    return new DatabaseSettings(
        url,
        url.user().orElseGet(() -> read(section, section::getString, "user")),
        url.password().orElseGet(() -> read(section, section::getString, "password")),
        number(section, "pool-size", 1, 1000),
        number(section, "max-waiting", 0, 1_000_000),
        duration(section, "connection-timeout", LEAST_WAIT, Duration.ofMinutes(1)),
        duration(section, "statement-timeout", Duration.ofSeconds(1), Duration.ofHours(1)),
        duration(section, "check-interval", LEAST_WAIT, Duration.ofHours(1)),
        duration(section, "start-timeout", Duration.ofSeconds(1), LONGEST_START));
  }

  /** Whole seconds, as drivers count; never less than was set. */
  int statementSeconds() {
    return Math.toIntExact(statementTimeout.plusSeconds(1).minusNanos(1).toSeconds());
  }

  private static JdbcUrl url(Config section) {
    String text = read(section, section::getString, "jdbc-url");
    try {
      return JdbcUrl.parse(text, Path.of(read(section, section::getString, "home")));
    } catch (InvalidPathException e) {
      throw wrong(section, "jdbc-url", e.getReason() + " in its path or in home", "a path");
    } catch (IllegalArgumentException e) {
      throw new DatabaseRefused(
          "%s.jdbc-url: %s, set in %s"
              .formatted(PATH, e.getMessage(), origin(section, "jdbc-url")));
    }
  }

  private static int number(Config section, String key, int min, int max) {
    int value = read(section, section::getInt, key);
    if (value < min || value > max) {
      throw wrong(section, key, value, "%d..%d".formatted(min, max));
    }
    return value;
  }

  private static Duration duration(Config section, String key, Duration min, Duration max) {
    Duration value = read(section, section::getDuration, key);
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw wrong(
          section,
          key,
          value.toMillis() + " ms",
          "%d..%d ms".formatted(min.toMillis(), max.toMillis()));
    }
    return value;
  }

  private static <T> T read(Config section, Function<String, T> get, String key) {
    try {
      return get.apply(key);
    } catch (ConfigException e) {
      // Its message may quote the value, which may be the password.
      throw new DatabaseRefused(
          "%s.%s: missing, or not of the right type (see reference.conf; set in %s)"
              .formatted(PATH, key, origin(section, key)));
    }
  }

  private static DatabaseRefused wrong(Config section, String key, Object value, String expected) {
    return new DatabaseRefused(
        "%s.%s: %s (expected: %s; set in %s)"
            .formatted(PATH, key, value, expected, origin(section, key)));
  }

  private static String origin(Config section, String key) {
    return section.hasPath(key)
        ? section.getValue(key).origin().description()
        : section.origin().description();
  }

  @Override
  public String toString() {
    return "DatabaseSettings[%s, pool %d]".formatted(jdbcUrl.shown(), poolSize);
  }
}
