package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.LogInPair.Policy;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of two that log in to one account at once, one remains.
 *
 * <p>With {@code kick-old} exactly one is logged in at the end, and the other was told why. With
 * {@code refuse} exactly one has succeeded and is still logged in, and the other was told why.
 */
record LogInCheck(Policy policy, List<LogInPair> pairs) {

  List<String> violations() {
    var violations = new Violations();
    for (LogInPair pair : pairs) {
      String seen = "%s | %s".formatted(pair.first(), pair.second());
      violations.unless(
          pair.sessions() == 1, "%s: %d sessions".formatted(policy, pair.sessions()), seen);
      violations.unless(
          policy == Policy.KICK_OLD || pair.successes() == 1,
          "%s: %d successes".formatted(policy, pair.successes()),
          seen);
      violations.unless(
          Stream.of(pair.first(), pair.second()).allMatch(it -> it.loggedIn() || it.wasTold()),
          "%s: one was not told".formatted(policy),
          seen);
    }
    return violations.texts();
  }

  String figures() {
    return "%s: %,d pairs, %,d of them on their way at the same moment, %,d with one session"
        .formatted(
            policy,
            pairs.size(),
            pairs.stream().filter(LogInPair::overlapped).count(),
            pairs.stream().filter(pair -> pair.sessions() == 1).count());
  }
}
