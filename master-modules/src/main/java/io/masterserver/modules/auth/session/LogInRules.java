package io.masterserver.modules.auth.session;

import io.masterserver.modules.auth.service.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of two log-ins to one account on this node has it. State of {@link Sessions}, under its
 * lock.
 */
final class LogInRules {

  private final SessionSettings settings;
  private final KickRule rule;
  private final Map<String, Instant> kickedAt = new HashMap<>();

  LogInRules(SessionSettings settings) {
    this.settings = settings;
    this.rule = new KickRule(settings);
  }

  boolean allowsDuplicates() {
    return rule.allowsDuplicates();
  }

  /**
   * Refuses a log-in that may not end the sessions there are.
   *
   * @param tokenId of the token that was shown; empty if it was a password
   * @throws Refused if it may not
   */
  void check(String accountId, List<LiveSession> sessions, Optional<String> tokenId, Instant now) {
    if (sessions.isEmpty()) {
      return;
    }
    boolean comesBack =
        tokenId.isPresent()
            && sessions.stream().allMatch(session -> session.tokenId().equals(tokenId));
    rule.check(tokenId.isPresent(), comesBack, Optional.ofNullable(kickedAt.get(accountId)), now);
  }

  void kicked(String accountId, Instant now) {
    Instant over = now.minus(settings.kickCooldown());
    kickedAt.values().removeIf(at -> !at.isAfter(over));
    kickedAt.put(accountId, now);
  }
}
