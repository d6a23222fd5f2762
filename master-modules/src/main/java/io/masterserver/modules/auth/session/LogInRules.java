package io.masterserver.modules.auth.session;

import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.service.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which of two log-ins to one account has it. State of {@link Sessions}, under its lock.
 *
 * <p>Two clients never kick each other in a loop: what logs in by itself, with a token, gives way
 * to a session of another client; and who has just come by kicking is safe for a while.
 */
final class LogInRules {

  private static final String ELSEWHERE = "Logged in elsewhere";

  private final SessionSettings settings;
  private final Map<String, Instant> kickedAt = new HashMap<>();

  LogInRules(SessionSettings settings) {
    this.settings = settings;
  }

  boolean allowsDuplicates() {
    return settings.duplicateLogIn() == DuplicateLogIn.ALLOW;
  }

  /**
   * Refuses a log-in that may not end the sessions there are.
   *
   * @param tokenId of the token that was shown; empty if it was a password
   */
  void check(String accountId, List<LiveSession> sessions, Optional<String> tokenId, Instant now) {
    if (sessions.isEmpty()) {
      return;
    }
    // The same token: the same client, which has noticed the end of its connection before we have.
    boolean comesBack =
        tokenId.isPresent()
            && sessions.stream().allMatch(session -> session.tokenId().equals(tokenId));
    if (!comesBack && (tokenId.isPresent() || settings.duplicateLogIn() == DuplicateLogIn.REFUSE)) {
      throw new Refused(Status.FAILED, ELSEWHERE);
    }
    Instant last = kickedAt.get(accountId);
    if (last != null) {
      Duration left = Duration.between(now, last.plus(settings.kickCooldown()));
      if (left.isPositive()) {
        throw new Refused(
            Status.FAILED,
            "%s a moment ago: try again in %d seconds".formatted(ELSEWHERE, roundedUp(left)));
      }
    }
  }

  void kicked(String accountId, Instant now) {
    Instant over = now.minus(settings.kickCooldown());
    kickedAt.values().removeIf(at -> !at.isAfter(over));
    kickedAt.put(accountId, now);
  }

  private static long roundedUp(Duration left) {
    return left.plusMillis(999).toSeconds();
  }
}
