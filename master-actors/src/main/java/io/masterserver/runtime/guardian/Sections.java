package io.masterserver.runtime.guardian;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what stands in no section that is documented, and values where a section is expected.
 *
 * <p>Looks at what the user has written alone, before it is merged: later it can no longer be told
 * from what libraries bring, and a section that is missing is missed far away from there.
 */
final class Sections {

  private final Config reference;

  private Sections(Config reference) {
    this.reference = reference;
  }

  /**
   * Holds {@code settings}, resolved or not, against the sections of {@code reference}. Sections of
   * the system properties are let through, for callers whose settings include them.
   *
   * @throws StartFailed for the first key that is wrong
   */
  static void check(Config settings, Config reference) {
    new Sections(reference).check(settings.root());
  }

  private void check(ConfigObject settings) {
    for (Map.Entry<String, ConfigValue> entry : entries(settings).entrySet()) {
      String name = entry.getKey();
      ConfigValue documented = reference.root().get(name);
      if (documented != null) {
        checkKind(ConfigUtil.joinPath(name), entry.getValue(), documented);
      } else if (!ConfigFactory.systemProperties().root().containsKey(name)) {
        throw inNoSection(ConfigUtil.joinPath(name), entry.getValue());
      }
    }
  }

  private static void checkKind(String path, ConfigValue value, ConfigValue documented) {
    Map<String, ConfigValue> expected = entries(documented);
    if (documented instanceof ConfigObject && isPlain(value)) {
      throw new StartFailed(
          "%s: %s (expected: a section, %s { ... }; set in %s)"
              .formatted(path, value.unwrapped(), path, value.origin().description()));
    }
    entries(value)
        .forEach(
            (key, below) -> {
              ConfigValue documentedBelow = expected.get(key);
              if (documentedBelow != null) {
                checkKind(path + "." + ConfigUtil.joinPath(key), below, documentedBelow);
              }
            });
  }

  /** Returns what is in a section; nothing if it is none, or has to be resolved first. */
  private static NavigableMap<String, ConfigValue> entries(ConfigValue value) {
    try {
      return value instanceof ConfigObject section ? new TreeMap<>(section) : new TreeMap<>();
    } catch (ConfigException.NotResolved e) {
      return new TreeMap<>();
    }
  }

  /** Whether this is no section, nor may become one when it is resolved. */
  private static boolean isPlain(ConfigValue value) {
    try {
      return value.valueType() != ConfigValueType.OBJECT;
    } catch (ConfigException.NotResolved e) {
      return false;
    }
  }

  /** Names the first key in a section, because that is what was meant to be set. */
  private StartFailed inNoSection(String top, ConfigValue section) {
    String path = top;
    ConfigValue value = section;
    NavigableMap<String, ConfigValue> inner = entries(value);
    while (!inner.isEmpty()) {
      path = path + "." + ConfigUtil.joinPath(inner.firstKey());
      value = inner.firstEntry().getValue();
      inner = entries(value);
    }
    return new StartFailed(
        "%s: no such setting (%s; set in %s)"
            .formatted(path, suggestion(path), value.origin().description()));
  }

  private String suggestion(String path) {
    return UnknownKeys.likely(path, reference)
        .map("did you mean %s?"::formatted)
        .orElse(
            "expected: one below %s"
                .formatted(String.join(", ", new TreeSet<>(reference.root().keySet()))));
  }
}
