package io.masterserver.tests.chaos;

import io.masterserver.core.wire.Status;
import io.masterserver.tests.chaos.client.Attempt;
import io.masterserver.tests.chaos.client.Latencies;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Clients have seen {@code Error} only for what was in flight when the module died, and others have
 * seen nothing.
 *
 * <p>When it died is known from its answers, which say in which life they were given: after the
 * last question that a life has answered was asked, and before the first answer of the next life
 * came.
 */
record ModuleCrashCheck(List<Attempt> history, int seconds) {

  /** Of one life; the last one may still last. */
  private record Death(long notBefore, long notAfter) {}

  Verdict verdict(String scenario) {
    var violations = new Violations();
    List<Attempt> dying = of(ModuleCrash.DYING);
    TreeMap<Integer, Death> deaths = deaths(dying);
    checkErrors(dying, deaths, violations);
    for (String others : List.of(ModuleCrash.SAME_MODULE, ModuleCrash.OTHER_MODULE)) {
      of(others).stream()
          .filter(attempt -> !attempt.isSuccess())
          .forEach(attempt -> violations.add("somebody else is hurt", attempt.description()));
    }
    violations.unless(
        deaths.size() > Math.max(1, seconds / 2),
        "too few deaths to say anything",
        "%d lives in %d s".formatted(deaths.size(), seconds));
    return new Verdict(scenario, violations.texts(), figures(dying, deaths));
  }

  private static TreeMap<Integer, Death> deaths(List<Attempt> dying) {
    var lastAsked = new TreeMap<Integer, Long>();
    var firstAnswered = new TreeMap<Integer, Long>();
    for (Attempt attempt : dying) {
      if (attempt.isSuccess()) {
        Integer life = (Integer) attempt.answer().value();
        lastAsked.merge(life, attempt.sentNanos(), Math::max);
        firstAnswered.merge(life, attempt.answeredNanos(), Math::min);
      }
    }
    var deaths = new TreeMap<Integer, Death>();
    lastAsked.forEach(
        (life, asked) -> {
          Map.Entry<Integer, Long> next = firstAnswered.higherEntry(life);
          deaths.put(life, new Death(asked, next == null ? Long.MAX_VALUE : next.getValue()));
        });
    return deaths;
  }

  /** Each client has one question in flight, so a death costs it one answer at most. */
  private static void checkErrors(
      List<Attempt> dying, TreeMap<Integer, Death> deaths, Violations violations) {
    Set<List<Integer>> hurt = new HashSet<>();
    for (Attempt attempt : dying) {
      if (attempt.isSuccess()) {
        continue;
      }
      violations.unless(
          attempt.answer().status() == Status.ERROR,
          "a failure that is not Error",
          attempt.description());
      Optional<Integer> death =
          deaths.entrySet().stream()
              .filter(
                  entry ->
                      attempt.overlaps(entry.getValue().notBefore(), entry.getValue().notAfter()))
              .map(Map.Entry::getKey)
              .findFirst();
      if (death.isEmpty()) {
        violations.add("an error while the module lived", attempt.description());
      } else if (!hurt.add(List.of(death.get(), attempt.client()))) {
        violations.add("two errors of one client for one death", attempt.description());
      }
    }
  }

  private List<Attempt> of(String kind) {
    return history.stream().filter(attempt -> attempt.kind().equals(kind)).toList();
  }

  private String figures(List<Attempt> dying, TreeMap<Integer, Death> deaths) {
    long errors = dying.stream().filter(attempt -> !attempt.isSuccess()).count();
    return "%,d lives, %,d of %,d answers of the module were Error; other module: %,d answers, %s"
        .formatted(
            deaths.size(),
            errors,
            dying.size(),
            of(ModuleCrash.OTHER_MODULE).size(),
            Latencies.of(of(ModuleCrash.OTHER_MODULE)));
  }
}
