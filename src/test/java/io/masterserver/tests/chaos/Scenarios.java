package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.LogInPair.Policy;
import java.util.List;
import java.util.stream.Collectors;

/** All scenarios. */
public final class Scenarios {

  /** In the order in which they are listed. */
  public static final List<Scenario> ALL =
      List.of(
          new ModuleCrash(),
          new DatabaseAway(),
          new SimultaneousLogIns(Policy.values()),
          new RollingReplacement(),
          new NodeKill(true),
          new Partition());

  private Scenarios() {}

  /**
   * Returns the scenario of that name.
   *
   * @throws IllegalArgumentException if there is none; says which there are
   */
  public static Scenario named(String name) {
    return ALL.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: no such scenario (expected: %s)"
                        .formatted(
                            name,
                            ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")))));
  }
}
