package io.masterserver.modules.auth.service;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * The rules of {@code master.auth}, read and checked once, at start. What each of them means stands
 * in {@code reference.conf}.
 *
 * @param answerWithin how long an operation may take
 */
public record AuthSettings(
    UsernameRules usernames,
    PasswordRules passwords,
    EmailRules emails,
    boolean guests,
    TokenSettings tokens,
    CodeSettings codes,
    LimitSettings limits,
    PropertyBounds properties,
    Duration answerWithin,
    Duration deleteExpiredEvery) {

  /**
   * How long "remember me" lasts.
   *
   * @param goodFor how long a token is good when it is not used
   * @param grace how long it is good after it was
   */
  record TokenSettings(Duration goodFor, Duration grace) {

    static TokenSettings from(CheckedSection section) {
      return new TokenSettings(
          section.duration("good-for", Duration.ofMinutes(1), Duration.ofDays(400)),
          section.duration("grace", Duration.ZERO, Duration.ofMinutes(10)));
    }
  }

  /**
   * What mailed codes are like.
   *
   * @param tries how many wrong ones end a code
   * @param pause how long until the next mail to the same account
   */
  record CodeSettings(int length, Duration goodFor, int tries, Duration pause) {

    static CodeSettings from(CheckedSection section) {
      return new CodeSettings(
          section.number("length", 6, 32),
          section.duration("good-for", Duration.ofMinutes(1), Duration.ofDays(1)),
          section.number("tries", 1, 20),
          section.duration("pause", Duration.ofSeconds(1), Duration.ofHours(1)));
    }
  }

  /**
   * Reads the section of the auth module.
   *
   * @throws IllegalArgumentException naming the key, the value and what is allowed
   */
  public static AuthSettings from(Config section) {
    var auth = new CheckedSection(section, "master.auth");
    return new AuthSettings(
        UsernameRules.from(auth.section("username"), guestPrefix(auth.section("guests"))),
        PasswordRules.from(auth.section("password")),
        EmailRules.from(auth),
        auth.section("guests").flag("enabled"),
        TokenSettings.from(auth.section("tokens")),
        CodeSettings.from(auth.section("codes")),
        LimitSettings.from(auth.section("limits")),
        PropertyBounds.from(auth.section("properties")),
        auth.duration("answer-within", Duration.ofSeconds(1), Duration.ofMinutes(5)),
        auth.duration("delete-expired-every", Duration.ofSeconds(1), Duration.ofDays(1)));
  }

  private static String guestPrefix(CheckedSection guests) {
    String prefix = guests.text("prefix");
    if (prefix.isBlank() || prefix.length() > 32) {
      throw guests.wrong("prefix", '"' + prefix + '"', "1..32 characters, not only spaces");
    }
    return prefix;
  }
}
