package io.masterserver.tests.chaos;

import java.util.List;

/**
 * What came of a scenario.
 *
 * @param violations what did not hold
 * @param figures what was measured, for people
 */
public record Verdict(String scenario, List<String> violations, String figures) {

  public Verdict {
    violations = List.copyOf(violations);
  }

  public boolean holds() {
    return violations.isEmpty();
  }

  /** All of it in one line. */
  public String line() {
    return "chaos %s: %s · %s"
        .formatted(
            scenario, holds() ? "holds" : "FAILED: " + String.join("; ", violations), figures);
  }
}
