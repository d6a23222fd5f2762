package io.masterserver.tests.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of what a scenario has: clients, seconds.
 *
 * @param values by name, in the order in which they are shown
 */
public record Sizes(Map<String, Integer> values) {

  private static final int LARGEST = 1_000_000;

  public Sizes {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns sizes with one name, for a scenario to add its others to. */
  public static Sizes of(String name, int value) {
    return new Sizes(Map.of(name, value));
  }

  /** Adds a size. */
  public Sizes and(String name, int value) {
    Map<String, Integer> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Sizes(more);
  }

  /**
   * Changes a size.
   *
   * @throws IllegalArgumentException if the scenario has no such size, or it is out of range
   */
  public Sizes changed(String name, int value) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException(
          "--%s: unknown (expected: --%s)".formatted(name, String.join(", --", values.keySet())));
    }
    if (value < 1 || value > LARGEST) {
      throw new IllegalArgumentException(
          "--%s: %d (expected: 1..%d)".formatted(name, value, LARGEST));
    }
    return and(name, value);
  }

  public int get(String name) {
    Integer value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no size named " + name);
    }
    return value;
  }

  public Duration seconds(String name) {
    return Duration.ofSeconds(get(name));
  }
}
