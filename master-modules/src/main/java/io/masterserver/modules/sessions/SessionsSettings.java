package io.masterserver.modules.sessions;

import com.typesafe.config.Config;
import io.masterserver.api.SettingsSection;
import java.time.Duration;

/**
 * The section {@code master.modules.sessions}; reference.conf says what each setting means.
 *
 * @param resumeWithin how long a session outlives its node
 * @param renewEvery how often this node says that it lives
 * @param deleteAtOnce how many sessions one transaction deletes
 */
record SessionsSettings(
    Duration resumeWithin, Duration renewEvery, int deleteAtOnce, LaneLimits limits) {

  private static final int MIB = 1024 * 1024;

  /**
   * Reads the section.
   *
   * @throws IllegalArgumentException if a value is wrong
   */
  static SessionsSettings from(Config config) {
    var section = new SettingsSection(config, "master.modules.sessions");
    return new SessionsSettings(
        section.duration("resume-within", Duration.ofSeconds(10), Duration.ofDays(1)),
        section.duration("renew-every", Duration.ofSeconds(1), Duration.ofMinutes(5)),
        section.number("delete-at-once", 1, 100_000),
        new LaneLimits(
            section.number("group", 1, 10_000),
            section.number("max-waiting", 1, 10_000_000),
            section.bytes("max-waiting-bytes", MIB, Integer.MAX_VALUE)));
  }
}
