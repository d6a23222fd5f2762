package io.masterserver.modules.mail;

import com.typesafe.config.Config;
import io.masterserver.api.SettingsSection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The {@code master.mail} section of the configuration, read and checked once, at start.
 *
 * @param smtp the server that takes the mails; without one they are only written to the log
 * @param serverName what players know this server by
 * @param templates folder of templates that replace those of the module, or add to them
 * @param maxQueued how many mails may wait, on all nodes together
 * @param lease how long a mail belongs to the node that has claimed it
 * @param pollInterval how often to look for mails, those of nodes that have died, for example
 */
record MailSettings(
    Optional<SmtpSettings> smtp,
    String serverName,
    Optional<Path> templates,
    RetrySettings retry,
    int maxQueued,
    Duration lease,
    Duration pollInterval) {

  private static final int MAX_SERVER_NAME = 64;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException if a value is wrong; names the key, where it is set, and what
   *     is allowed
   */
  static MailSettings from(Config config) {
    var section = new SettingsSection(config, "master.mail");
    String serverName = serverName(section);
    Optional<SmtpSettings> smtp = SmtpSettings.from(section, serverName);
    return new MailSettings(
        smtp,
        serverName,
        section.path("templates"),
        retry(section),
        section.number("max-queued", 1, 1_000_000),
        lease(section, smtp),
        section.duration("poll-interval", SECOND, DAY));
  }

  private static String serverName(SettingsSection section) {
    String name = section.text("server-name");
    if (name.isBlank() || name.length() > MAX_SERVER_NAME || !Template.isPlainText(name)) {
      throw section.wrong(
          "server-name",
          "%d characters".formatted(name.length()),
          "1..%d characters, no line breaks".formatted(MAX_SERVER_NAME));
    }
    return name;
  }

  private static RetrySettings retry(SettingsSection section) {
    Duration first = section.duration("first-retry-delay", SECOND, DAY);
    return new RetrySettings(
        first,
        section.duration("last-retry-delay", first, DAY),
        section.number("max-tries", 1, 1000));
  }

  private static Duration lease(SettingsSection section, Optional<SmtpSettings> smtp) {
    return section.duration("lease", smtp.map(SmtpSettings::longestSending).orElse(SECOND), DAY);
  }
}
