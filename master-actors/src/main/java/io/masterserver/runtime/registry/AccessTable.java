package io.masterserver.runtime.registry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.masterserver.api.AccessRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code master.access} section of the configuration: who may use which operation, whatever the
 * module says. Immutable.
 */
public final class AccessTable {

  public static final AccessTable EMPTY = new AccessTable(Map.of());

  private static final String PATH = "master.access";

  /** A rule, and where it was written. */
  private record Entry(AccessRule rule, String origin) {}

  private final Map<String, Entry> byOperation;

  private AccessTable(Map<String, Entry> byOperation) {
    this.byOperation = byOperation;
  }

  /**
   * Reads the table.
   *
   * @param config the whole configuration; a rule of null is as if it were not there
   * @throws IllegalArgumentException if an entry is no rule; names it, where it is, and what is
   *     allowed
   */
  public static AccessTable from(Config config) {
    if (!config.hasPath(PATH)) {
      return EMPTY;
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    config
        .getObject(PATH)
        .forEach(
            (operation, value) -> {
              if (value.valueType() != ConfigValueType.NULL) {
                entries.put(operation, entry(operation, value));
              }
            });
    return new AccessTable(entries);
  }

  private static Entry entry(String operation, ConfigValue value) {
    String origin = value.origin().description();
    if (value.valueType() != ConfigValueType.STRING) {
      throw new IllegalArgumentException(
          "%s.%s: not a rule (expected: \"anyone\", \"authenticated\", \"permission N\", \"admin\" or \"nobody\" for the name of one operation; set in %s)"
              .formatted(PATH, operation, origin));
    }
    try {
      return new Entry(AccessRule.parse((String) value.unwrapped()), origin);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s.%s: %s (set in %s)".formatted(PATH, operation, e.getMessage(), origin), e);
    }
  }

  /** Returns the rule for an operation, if the table has one. */
  public Optional<AccessRule> ruleFor(String operation) {
    return Optional.ofNullable(byOperation.get(operation)).map(Entry::rule);
  }

  /** Returns what is wrong with the table, in one line, if it names none of {@code operations}. */
  public Optional<String> unknownEntry(Set<String> operations) {
    Map<String, String> origins = new LinkedHashMap<>();
    byOperation.forEach((operation, entry) -> origins.put(operation, entry.origin()));
    return UnknownOperation.among(PATH, origins, operations);
  }
}
