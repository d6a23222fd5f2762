package io.masterserver.tests.chaos;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All scenarios. */
public final class Scenarios {

  /** Those that say something of the server as it is. */
  public static final List<Scenario> ALL =
      List.of(new ModuleCrash(), new DatabaseAway(), new SimultaneousLogIns());

  /** Those that fail until sessions survive their node: not listed, but they can be played. */
  private static final List<Scenario> NEED_SESSIONS =
      List.of(new NodeKill(), new RollingReplacement(), new Partition());

  private Scenarios() {}

  /**
   * Returns the scenario of that name.
   *
   * @throws IllegalArgumentException if there is none; says which there are
   */
  public static Scenario named(String name) {
    return Stream.concat(ALL.stream(), NEED_SESSIONS.stream())
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
