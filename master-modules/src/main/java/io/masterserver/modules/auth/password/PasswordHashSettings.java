package io.masterserver.modules.auth.password;

import com.typesafe.config.Config;
import io.masterserver.api.SettingsSection;
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

  private static final int KIB = 1024;

  /**
   * Reads and checks it.
   *
   * @param auth the section {@code master.auth}
   * @throws IllegalArgumentException if a value is not allowed; the message names it
   */
  public static PasswordHashSettings from(Config auth) {
    SettingsSection section = new SettingsSection(auth, "master.auth").section("password-hash");
    var settings =
        new PasswordHashSettings(
            cost(section),
            atOnce(section.number("at-once", 0, 1024)),
            section.number("waiting", 0, 1_000_000),
            section.duration("wait-at-most", Duration.ofMillis(1), Duration.ofMinutes(1)));
    settings.checkMemory(section, Runtime.getRuntime().maxMemory());
    return settings;
  }

  private static Argon2Cost cost(SettingsSection section) {
    int memory = section.bytes("memory", KIB, Argon2Cost.MAX_MEMORY * KIB);
    int iterations = section.number("iterations", 1, Argon2Cost.MAX_ITERATIONS);
    int parallelism = section.number("parallelism", 1, Argon2Cost.MAX_PARALLELISM);
    Argon2Cost cost;
    try {
      cost = new Argon2Cost(memory / KIB, iterations, parallelism);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("master.auth.password-hash: " + e.getMessage(), e);
    }
    if (!cost.isStrong()) {
      throw section.wrong(
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

  /** All of it is kept once it was used: it has to leave room for everything else. */
  void checkMemory(SettingsSection section, long heap) {
    long bytes = (long) atOnce * cost.memory() * KIB;
    if (bytes > heap / 2) {
      throw section.wrong(
          "at-once",
          "%d x %d KiB".formatted(atOnce, cost.memory()),
          "at most half of the heap, which is %d MiB".formatted(heap / KIB / KIB));
    }
  }
}
