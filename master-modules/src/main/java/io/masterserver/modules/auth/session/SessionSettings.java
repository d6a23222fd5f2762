package io.masterserver.modules.auth.session;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rules of {@code master.auth.sessions}.
 *
 * @param kickCooldown how long the session of an account that was kicked for is safe from being
 *     kicked itself
 * @param kickWait how long a log-in waits for the session that it kicks to end
 */
public record SessionSettings(
    DuplicateLogIn duplicateLogIn, Duration kickCooldown, Duration kickWait) {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /**
   * Reads the section {@code sessions}.
   *
   * @throws ConfigException.BadValue naming the key, the value and what is allowed
   */
  public static SessionSettings from(Config section) {
    return new SessionSettings(
        duplicateLogIn(section),
        duration(section, "kick-cooldown", Duration.ofDays(1)),
        duration(section, "kick-wait", LONGEST_WAIT));
  }

  private static DuplicateLogIn duplicateLogIn(Config section) {
    String value = section.getString("duplicate-log-in");
    return Arrays.stream(DuplicateLogIn.values())
        .filter(policy -> name(policy).equals(value))
        .findAny()
        .orElseThrow(
            () ->
                bad(
                    section,
                    "duplicate-log-in",
                    "'%s' (expected: %s)"
                        .formatted(
                            value,
                            Arrays.stream(DuplicateLogIn.values())
                                .map(SessionSettings::name)
                                .collect(Collectors.joining(", ")))));
  }

  private static String name(DuplicateLogIn policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Duration duration(Config section, String key, Duration longest) {
    Duration value = section.getDuration(key);
    if (value.isNegative() || value.compareTo(longest) > 0) {
      throw bad(
          section,
          key,
          "%d ms (expected: 0..%d ms)".formatted(value.toMillis(), longest.toMillis()));
    }
    return value;
  }

  private static ConfigException bad(Config section, String key, String why) {
    return new ConfigException.BadValue(
        section.getValue(key).origin(), "master.auth.sessions." + key, why);
  }
}
