package io.masterserver.modules.auth.password;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The {@code master.auth.password-hash} section of the configuration.
 *
 * @param cost of new hashes, as strong as OWASP asks for
 * @param atOnce how many are made at a time, each in memory of its own
 * @param waiting how many more may wait
 * @param waitAtMost how long
 */
public record PasswordHashSettings(Argon2Cost cost, int atOnce, int waiting, Duration waitAtMost) {

  private static final String PATH = "master.auth.password-hash";
  private static final int KIB = 1024;

  /**
   * Reads and checks it.
   *
   * @param auth the section {@code master.auth}
   * @throws IllegalArgumentException if a value is not allowed; the message names it
   */
  public static PasswordHashSettings from(Config auth) {
    Config section = auth.getConfig("password-hash");
    var settings =
        new PasswordHashSettings(
            cost(section),
            atOnce(number(section, "at-once", 0, 1024)),
            number(section, "waiting", 0, 1_000_000),
            waitAtMost(section));
    settings.checkMemory(section, Runtime.getRuntime().maxMemory());
    return settings;
  }

  private static Argon2Cost cost(Config section) {
    long memory = section.getBytes("memory");
    if (memory < KIB || memory > (long) Argon2Cost.MAX_MEMORY * KIB) {
      throw wrong(
          section,
          "memory",
          memory + " bytes",
          "at most %d MiB".formatted(Argon2Cost.MAX_MEMORY / KIB));
    }
    int iterations = number(section, "iterations", 1, Argon2Cost.MAX_ITERATIONS);
    int parallelism = number(section, "parallelism", 1, Argon2Cost.MAX_PARALLELISM);
    Argon2Cost cost;
    try {
      cost = new Argon2Cost((int) (memory / KIB), iterations, parallelism);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PATH + ": " + e.getMessage(), e);
    }
    if (!cost.isStrong()) {
      throw wrong(
          section,
          "memory",
          "%d KiB with %d iterations".formatted(cost.memory(), iterations),
          "at least 46 MiB with 1 iteration, 19 MiB with 2, 12 MiB with 3, 9 MiB with 4, or 7 MiB"
              + " with 5 or more");
    }
    return cost;
  }

  private static int atOnce(int configured) {
    return configured > 0
        ? configured
        : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static Duration waitAtMost(Config section) {
    Duration value = section.getDuration("wait-at-most");
    if (!value.isPositive() || value.compareTo(Duration.ofMinutes(1)) > 0) {
      throw wrong(section, "wait-at-most", value, "more than zero, at most 1 minute");
    }
    return value;
  }

  /** All of it is kept once it was used: it has to leave room for everything else. */
  void checkMemory(Config section, long heap) {
    long bytes = (long) atOnce * cost.memory() * KIB;
    if (bytes > heap / 2) {
      throw wrong(
          section,
          "at-once",
          "%d x %d KiB".formatted(atOnce, cost.memory()),
          "at most half of the heap, which is %d MiB".formatted(heap / KIB / KIB));
    }
  }

  private static int number(Config section, String key, int min, int max) {
    int value = section.getInt(key);
    if (value < min || value > max) {
      throw wrong(section, key, value, "%d..%d".formatted(min, max));
    }
    return value;
  }

  private static IllegalArgumentException wrong(
      Config section, String key, Object value, String expected) {
    return new IllegalArgumentException(
        "%s.%s: %s (expected: %s; set in %s)"
            .formatted(PATH, key, value, expected, section.getValue(key).origin().description()));
  }
}
