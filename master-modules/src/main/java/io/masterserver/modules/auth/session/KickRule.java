package io.masterserver.modules.auth.session;

import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.service.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a log-in may end the session that has its account.
 *
 * <p>Two clients never kick each other in a loop: what logs in by itself, with a token, gives way
 * to a session of another client; and who has just come by kicking is safe for a while.
 */
public final class KickRule {

  private static final String ELSEWHERE = "Logged in elsewhere";

  private final SessionSettings settings;

  public KickRule(SessionSettings settings) {
    this.settings = settings;
  }

  /** Whether many may have one account. */
  public boolean allowsDuplicates() {
    return settings.duplicateLogIn() == DuplicateLogIn.ALLOW;
  }

  /**
   * Returns if it may.
   *
   * @param byToken whether it has shown a token
   * @param comesBack whether that is the token of the session: the same client, which has noticed
   *     the end of its connection before we have
   * @param kickedAt when the session has come, if by kicking
   * @throws Refused if it may not
   */
  public void check(boolean byToken, boolean comesBack, Optional<Instant> kickedAt, Instant now) {
    if (!comesBack && (byToken || settings.duplicateLogIn() == DuplicateLogIn.REFUSE)) {
      throw new Refused(Status.FAILED, ELSEWHERE);
    }
    Duration left =
        kickedAt
            .map(last -> Duration.between(now, last.plus(settings.kickCooldown())))
            .orElse(Duration.ZERO);
    if (left.isPositive()) {
      throw new Refused(
          Status.FAILED,
          "%s a moment ago: try again in %d seconds".formatted(ELSEWHERE, roundedUp(left)));
    }
  }

  private static long roundedUp(Duration left) {
    return left.plusMillis(999).toSeconds();
  }
}
