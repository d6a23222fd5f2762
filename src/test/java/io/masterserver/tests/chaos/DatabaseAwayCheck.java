package io.masterserver.tests.chaos;

import io.masterserver.core.wire.Status;
import io.masterserver.tests.chaos.client.Attempt;
import io.masterserver.tests.chaos.client.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * While the database was away, clients were told so, and those that do not need it felt nothing;
 * soon after it was back all went on; whatever was acknowledged is there in the end.
 */
record DatabaseAwayCheck(List<Attempt> history, Outage outage, StoredAccounts stored) {

  private static final String TOLD = "The database does not answer: try again later";

  /** How soon all must work again. */
  private static final Duration RECOVERY_AT_MOST = Duration.ofSeconds(10);

  /** How long a client may wait to be told: a turn and a connection, 3 s each by default. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

  private static final double NANOS_IN_SECOND = 1e9;

  Verdict verdict(String scenario) {
    var violations = new Violations();
    of(DatabaseAway.ECHO).stream()
        .filter(attempt -> !attempt.isSuccess())
        .forEach(attempt -> violations.add("who needs no database is hurt", describe(attempt)));
    for (String kind : List.of(DatabaseAway.REGISTER, DatabaseAway.CHANGE)) {
      checkAnswers(kind, of(kind), violations);
    }
    checkRegistered(violations);
    checkChanged(violations);
    return new Verdict(scenario, violations.texts(), figures());
  }

  private void checkAnswers(String kind, List<Attempt> attempts, Violations violations) {
    for (Attempt attempt : attempts) {
      if (attempt.isSuccess()) {
        violations.unless(
            attempt.sentNanos() < outage.gone() || attempt.answeredNanos() > outage.starting(),
            "acknowledged without a database",
            describe(attempt));
        continue;
      }
      violations.unless(
          attempt.answer().status() == Status.FAILED && attempt.answer().text().equals(TOLD),
          "an unclear failure",
          describe(attempt));
      violations.unless(
          attempt.tookNanos() <= TOLD_WITHIN.toNanos(), "told late", describe(attempt));
      violations.unless(
          attempt.overlaps(outage.stopping(), outage.back() + RECOVERY_AT_MOST.toNanos()),
          "a failure while the database was there",
          describe(attempt));
    }
    violations.unless(
        attempts.stream().anyMatch(attempt -> !attempt.isSuccess()), "nobody noticed", kind);
    violations.unless(
        attempts.stream()
            .anyMatch(attempt -> attempt.isSuccess() && attempt.sentNanos() > outage.back()),
        "no recovery",
        kind);
  }

  private void checkRegistered(Violations violations) {
    for (Attempt attempt : of(DatabaseAway.REGISTER)) {
      if (attempt.isSuccess()) {
        String username = DatabaseAway.registered(attempt.client(), attempt.round());
        violations.unless(stored.properties(username).isPresent(), "an account is lost", username);
      }
    }
  }

  /** What was not acknowledged may have been done or not; what was, must not have been undone. */
  private void checkChanged(Violations violations) {
    Map<Integer, List<Attempt>> byClient =
        of(DatabaseAway.CHANGE).stream().collect(Collectors.groupingBy(Attempt::client));
    byClient.forEach(
        (client, attempts) -> {
          int acknowledged =
              attempts.stream()
                  .filter(Attempt::isSuccess)
                  .mapToInt(Attempt::round)
                  .max()
                  .orElse(-1);
          int sent = attempts.getLast().round();
          int found =
              stored
                  .properties(DatabaseAway.changed(client))
                  .map(properties -> properties.getOrDefault(DatabaseAway.PROPERTY, "-1"))
                  .map(Integer::parseInt)
                  .orElse(-1);
          violations.unless(
              found >= acknowledged && found <= sent,
              "a change is lost",
              "client %d: %d acknowledged, %d found".formatted(client, acknowledged, found));
        });
  }

  private List<Attempt> of(String kind) {
    return history.stream().filter(attempt -> attempt.kind().equals(kind)).toList();
  }

  private String describe(Attempt attempt) {
    return "%s, %.1f s after the stop"
        .formatted(
            attempt.description(), (attempt.sentNanos() - outage.stopping()) / NANOS_IN_SECOND);
  }

  private String figures() {
    List<Attempt> failures = history.stream().filter(attempt -> !attempt.isSuccess()).toList();
    long lastFailure =
        failures.stream().mapToLong(Attempt::answeredNanos).max().orElse(outage.back());
    return "database away for %.1f s; %,d accounts and %,d changes acknowledged, %,d failures (%s);"
            .formatted(
                (outage.back() - outage.gone()) / NANOS_IN_SECOND,
                successes(DatabaseAway.REGISTER),
                successes(DatabaseAway.CHANGE),
                failures.size(),
                Latencies.of(failures))
        + " the last %.1f s after it was back; %,d echoes, %s"
            .formatted(
                (lastFailure - outage.back()) / NANOS_IN_SECOND,
                of(DatabaseAway.ECHO).size(),
                Latencies.of(of(DatabaseAway.ECHO)));
  }

  private long successes(String kind) {
    return of(kind).stream().filter(Attempt::isSuccess).count();
  }
}
