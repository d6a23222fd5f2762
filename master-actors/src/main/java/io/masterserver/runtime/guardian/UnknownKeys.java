package io.masterserver.runtime.guardian;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds keys in the configuration that nobody reads: most likely they are misspelt. */
final class UnknownKeys {

  private static final String MODULES = "modules.";

  /** Their keys are names of operations, held against those of the modules when they run. */
  private static final List<String> BY_OPERATION = List.of("access.", "limits.operations.");

  /** So many letters may be mistyped. */
  private static final int TYPING = 3;

  private UnknownKeys() {}

  /**
   * Holds the {@code master} section of {@code config} against that of {@code reference}.
   *
   * @param modules the names of the installed modules
   * @throws StartFailed for the first key that the reference does not list; names the nearest one
   */
  static void check(Config config, Config reference, Collection<String> modules) {
    Set<String> known = new TreeSet<>(paths(reference));
    modules.forEach(module -> known.add(MODULES + module + ".enabled"));
    for (Map.Entry<String, ConfigValue> entry : config.getConfig("master").entrySet()) {
      if (!known.contains(entry.getKey())
          && BY_OPERATION.stream().noneMatch(entry.getKey()::startsWith)) {
        throw new StartFailed(
            "master.%s: no such setting (did you mean master.%s? set in %s)"
                .formatted(
                    entry.getKey(),
                    nearest(entry.getKey(), known),
                    entry.getValue().origin().description()));
      }
    }
  }

  /**
   * Returns the setting of the {@code master} section of {@code reference} that was likely meant by
   * {@code path}: one written without its section, or with nearly the same letters.
   */
  static Optional<String> likely(String path, Config reference) {
    Set<String> known = new TreeSet<>();
    paths(reference).forEach(key -> known.add("master." + key));
    return known.stream()
        .filter(candidate -> candidate.endsWith("." + path))
        .findFirst()
        .or(() -> Optional.of(nearest(path, known)).filter(near -> distance(path, near) <= TYPING));
  }

  private static Set<String> paths(Config reference) {
    Set<String> paths = new TreeSet<>();
    reference.getConfig("master").entrySet().forEach(entry -> paths.add(entry.getKey()));
    return paths;
  }

  private static String nearest(String key, Set<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .orElseThrow();
  }

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance().apply(a, b);
  }
}
