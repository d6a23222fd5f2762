package io.masterserver.tests.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What did not hold: how often, and an example of each. Threads: one. */
public final class Violations {

  private record Count(int times, String example) {}

  private final Map<String, Count> counts = new LinkedHashMap<>();

  /**
   * @param what did not hold; of a few texts
   * @param example where
   */
  public void add(String what, String example) {
    counts.merge(
        what,
        new Count(1, example),
        (before, now) -> new Count(before.times() + 1, before.example()));
  }

  /** Adds it unless {@code holds}. */
  public void unless(boolean holds, String what, String example) {
    if (!holds) {
      add(what, example);
    }
  }

  /** One text for each kind. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    counts.forEach(
        (what, count) ->
            texts.add("%s (%,d ×, first: %s)".formatted(what, count.times(), count.example())));
    return texts;
  }
}
