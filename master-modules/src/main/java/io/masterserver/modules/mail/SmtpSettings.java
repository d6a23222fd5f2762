package io.masterserver.modules.mail;

import io.masterserver.api.SettingsSection;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server that takes our mails, and who we are to it.
 *
 * @param user empty if it asks for none
 * @param trustFile PEM, the certificates to trust in place of those that Java trusts
 * @param from what receivers see as the sender
 */
record SmtpSettings(
    String host,
    int port,
    Security security,
    String user,
    String password,
    Optional<Path> trustFile,
    InternetAddress from,
    Duration connectTimeout,
    Duration readTimeout,
    Duration writeTimeout) {

  /** How the connection is protected. */
  enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  /**
   * How often one mail may wait for the server at most: greeting, EHLO, STARTTLS, handshake, EHLO,
   * three for AUTH, NOOP, MAIL, RCPT, DATA, end of data, RSET.
   */
  private static final int ANSWERS = 14;

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1");

  /** Returns nothing if no host is set. */
  static Optional<SmtpSettings> from(SettingsSection section, String serverName) {
    String host = section.text("host");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SmtpSettings(
            host,
            section.number("port", 1, 65535),
            security(section, host),
            section.text("user"),
            password(section),
            section.path("trust-file"),
            sender(section, serverName),
            timeout(section, "connect-timeout"),
            timeout(section, "read-timeout"),
            timeout(section, "write-timeout")));
  }

  private static Duration timeout(SettingsSection section, String key) {
    return section.duration(key, SHORTEST_TIMEOUT, Duration.ofDays(1));
  }

  private static Security security(SettingsSection section, String host) {
    String word = section.text("security");
    Security security =
        Arrays.stream(Security.values())
            .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst()
            .orElseThrow(() -> section.wrong("security", word, "starttls, tls or none"));
    if (security == Security.NONE
        && !section.text("user").isEmpty()
        && !LOOPBACK.matcher(host).matches()) {
      throw section.wrong(
          "security",
          "none, with a user",
          "starttls or tls: the password would be sent in the clear to another machine");
    }
    return security;
  }

  private static String password(SettingsSection section) {
    String user = section.text("user");
    String password = section.text("password");
    if (user.isEmpty() != password.isEmpty()) {
      throw section.wrong(
          user.isEmpty() ? "password" : "user", "set alone", "user and password, or neither");
    }
    return password;
  }

  private static InternetAddress sender(SettingsSection section, String serverName) {
    String address = section.text("from");
    if (!MailAddress.isValid(address)) {
      throw section.wrong(
          "from",
          address.isEmpty() ? "not set" : "not valid",
          "the address that mails come from, like no-reply@example.org, as host is set");
    }
    InternetAddress sender = MailAddress.parse(address);
    try {
      sender.setPersonal(serverName, StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every JDK has UTF-8", e);
    }
    return sender;
  }

  /** The longest that the time-outs let one mail take. */
  Duration longestSending() {
    return connectTimeout.plus(writeTimeout).plus(readTimeout.multipliedBy(ANSWERS));
  }

  /** Says nothing of user, password and address. */
  @Override
  public String toString() {
    return "SmtpSettings[%s:%d, %s]".formatted(host, port, security);
  }
}
