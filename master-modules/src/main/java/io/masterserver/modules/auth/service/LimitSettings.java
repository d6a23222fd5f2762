package io.masterserver.modules.auth.service;

import io.masterserver.api.SettingsSection;
import java.time.Duration;

/**
 * How often something may be tried.
 *
 * @param failuresPerAccount how many wrong secrets are free, for one account
 * @param failuresPerAddress the same, for one address
 * @param firstDelay after the first that is not free; the next ones double it
 * @param maxDelay where the doubling ends
 * @param forgiveEvery how long until one failure is forgotten
 * @param keys how many accounts, and how many addresses, are remembered
 */
record LimitSettings(
    int failuresPerAccount,
    int failuresPerAddress,
    Duration firstDelay,
    Duration maxDelay,
    Duration forgiveEvery,
    int registrationsPerHour,
    int guestsPerHour,
    int mailsPerHour,
    int keys) {

  private static final int MANY = 1_000_000;

  static LimitSettings from(SettingsSection section) {
    Duration firstDelay =
        section.duration("first-delay", Duration.ofMillis(100), Duration.ofMinutes(1));
    return new LimitSettings(
        section.number("failures-per-account", 1, 100),
        section.number("failures-per-address", 1, 10_000),
        firstDelay,
        section.duration("max-delay", firstDelay, Duration.ofDays(1)),
        section.duration("forgive-every", Duration.ofSeconds(1), Duration.ofDays(1)),
        section.number("registrations-per-hour", 1, MANY),
        section.number("guests-per-hour", 1, MANY),
        section.number("mails-per-hour", 1, MANY),
        section.number("keys", 1_000, 10 * MANY));
  }
}
