package io.masterserver.runtime.registry;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.masterserver.api.SettingsSection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code master.limits.operations} section of the configuration: how often each client may use
 * which operation. Immutable.
 */
public final class OperationLimits {

  public static final OperationLimits NONE = new OperationLimits(Map.of(), Map.of());

  private static final String PATH = "master.limits.operations";
  private static final Set<String> KEYS = Set.of("rate", "burst");

  private final Map<String, OperationLimit> byOperation;

  /** Where each entry was written, those without a limit too. */
  private final Map<String, String> origins;

  private OperationLimits(Map<String, OperationLimit> byOperation, Map<String, String> origins) {
    this.byOperation = byOperation;
    this.origins = origins;
  }

  /**
   * Reads the limits.
   *
   * @param config the whole configuration; a limit of null is as if it were not there
   * @throws IllegalArgumentException if an entry is no limit; names it, where it is, and what is
   *     allowed
   */
  public static OperationLimits from(Config config) {
    Map<String, MessageRate> rates = new TreeMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    config
        .getObject(PATH)
        .forEach(
            (operation, value) -> {
              if (value.valueType() != ConfigValueType.NULL) {
                origins.put(operation, value.origin().description());
                rate(operation, value).ifPresent(rate -> rates.put(operation, rate));
              }
            });
    Map<String, OperationLimit> limits = new LinkedHashMap<>();
    rates.forEach(
        (operation, rate) ->
            limits.put(operation, new OperationLimit(limits.size(), rates.size(), rate)));
    return new OperationLimits(limits, origins);
  }

  private static Optional<MessageRate> rate(String operation, ConfigValue value) {
    if (!(value instanceof ConfigObject entry) || !entry.keySet().equals(KEYS)) {
      throw new IllegalArgumentException(
          "%s.%s: not a limit (expected: { rate = messages a second, burst = how many at once } for the name of one operation; set in %s)"
              .formatted(PATH, operation, value.origin().description()));
    }
    return MessageRate.from(
        new SettingsSection(entry.toConfig(), PATH + "." + operation),
        "messages '%s' of this client".formatted(operation));
  }

  /** Returns the limit of an operation; null if it has none. */
  public @Nullable OperationLimit limitOf(String operation) {
    return byOperation.get(operation);
  }

  /**
   * Returns what is wrong with the limits, in one line, if one is of none of {@code operations}.
   */
  public Optional<String> unknownEntry(Set<String> operations) {
    return UnknownOperation.among(PATH, origins, operations);
  }
}
