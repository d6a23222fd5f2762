package io.masterserver.modules.auth.session;

import com.typesafe.config.Config;
import io.masterserver.api.SettingsSection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The rules of {@code master.auth.sessions}.
 *
 * @param kickCooldown how long the session of an account that was kicked for is safe from being
 *     kicked itself
 * @param kickWait how long a log-in waits for the session that it kicks to end
 * @param askWithin how long a log-in waits for another node to say whether a peer has an account
 * @param checkEvery how often a node looks whether its peers have lost their accounts to others
 */
public record SessionSettings(
    DuplicateLogIn duplicateLogIn,
    Duration kickCooldown,
    Duration kickWait,
    Duration askWithin,
    Duration checkEvery) {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /**
   * Reads it.
   *
   * @param auth the section {@code master.auth}
   * @throws IllegalArgumentException naming the key, the value and what is allowed
   */
  public static SessionSettings from(Config auth) {
    SettingsSection section = new SettingsSection(auth, "master.auth").section("sessions");
    return new SessionSettings(
        duplicateLogIn(section),
        section.duration("kick-cooldown", Duration.ZERO, Duration.ofDays(1)),
        section.duration("kick-wait", Duration.ZERO, LONGEST_WAIT),
        section.duration("ask-within", Duration.ofMillis(100), LONGEST_WAIT),
        section.duration("check-every", Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  private static DuplicateLogIn duplicateLogIn(SettingsSection section) {
    List<String> names = Arrays.stream(DuplicateLogIn.values()).map(SessionSettings::name).toList();
    String wanted = section.oneOf("duplicate-log-in", names);
    return Arrays.stream(DuplicateLogIn.values())
        .filter(policy -> name(policy).equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  private static String name(DuplicateLogIn policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
