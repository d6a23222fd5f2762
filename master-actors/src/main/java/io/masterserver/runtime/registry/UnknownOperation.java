package io.masterserver.runtime.registry;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds names of operations in the configuration that no module handles: likely misspelt. */
final class UnknownOperation {

  private UnknownOperation() {}

  /**
   * Returns what is wrong with a section, in one line, if it names none of {@code operations}.
   *
   * @param origins where each entry was written, by the operation's name
   */
  static Optional<String> among(String path, Map<String, String> origins, Set<String> operations) {
    return origins.entrySet().stream()
        .filter(entry -> !operations.contains(entry.getKey()))
        .findFirst()
        .map(
            entry ->
                "%s.%s: no module that runs handles such an operation (did you mean %s? set in %s)"
                    .formatted(
                        path,
                        entry.getKey(),
                        nearest(entry.getKey(), operations),
                        entry.getValue()));
  }

  private static String nearest(String operation, Set<String> operations) {
    return operations.stream()
        .sorted()
        .min(Comparator.comparingInt(candidate -> distance(operation, candidate)))
        .orElse("to install a module");
  }

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance().apply(a, b);
  }
}
