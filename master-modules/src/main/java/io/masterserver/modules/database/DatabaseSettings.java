package io.masterserver.modules.database;

import com.typesafe.config.Config;
import io.masterserver.api.SettingsSection;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

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
    try {
      return from(new SettingsSection(section, PATH));
    } catch (IllegalArgumentException e) {
      throw new DatabaseRefused(String.valueOf(e.getMessage()));
    }
  }

  private static DatabaseSettings from(SettingsSection section) {
    JdbcUrl url = url(section);
    return new DatabaseSettings(
        url,
        url.user().orElseGet(() -> section.text("user")),
        url.password().orElseGet(() -> section.text("password")),
        section.number("pool-size", 1, 1000),
        section.number("max-waiting", 0, 1_000_000),
        section.duration("connection-timeout", LEAST_WAIT, Duration.ofMinutes(1)),
        section.duration("statement-timeout", Duration.ofSeconds(1), Duration.ofHours(1)),
        section.duration("check-interval", LEAST_WAIT, Duration.ofHours(1)),
        section.duration("start-timeout", Duration.ofSeconds(1), LONGEST_START));
  }

  /** Whole seconds, as drivers count; never less than was set. */
  int statementSeconds() {
    return Math.toIntExact(statementTimeout.plusSeconds(1).minusNanos(1).toSeconds());
  }

  private static JdbcUrl url(SettingsSection section) {
    String text = section.text("jdbc-url");
    Path home = section.path("home").orElse(Path.of(""));
    try {
      return JdbcUrl.parse(text, home);
    } catch (InvalidPathException e) {
      throw section.wrong("jdbc-url", e.getReason() + " in its path", "a path");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s.jdbc-url: %s, set in %s".formatted(PATH, e.getMessage(), section.origin("jdbc-url")),
          e);
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[%s, pool %d]".formatted(jdbcUrl.shown(), poolSize);
  }
}
