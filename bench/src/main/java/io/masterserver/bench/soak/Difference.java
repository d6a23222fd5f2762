package io.masterserver.bench.soak;

import io.masterserver.bench.process.ClassHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where to look when the server is not as it was: what there is more of, or less. */
final class Difference {

  private static final int CLASSES_SHOWN = 8;

  /** Those of actors and streams: small, but there should be none more of them. */
  private static final List<String> LIVING = List.of("org.apache.pekko.", "io.masterserver.");

  private static final int LIVING_SHOWN = 40;

  private Difference() {}

  static List<String> between(Sample first, Sample last) {
    List<String> lines = new ArrayList<>();
    counts("thread", first.holdings().threads(), last.holdings().threads(), lines);
    counts("file", first.holdings().files(), last.holdings().files(), lines);
    classes(first.heap(), last.heap(), lines);
    return lines;
  }

  private static void counts(
      String what,
      SortedMap<String, Integer> first,
      SortedMap<String, Integer> last,
      List<String> lines) {
    var names = new TreeSet<>(first.keySet());
    names.addAll(last.keySet());
    for (String name : names) {
      int before = first.getOrDefault(name, 0);
      int after = last.getOrDefault(name, 0);
      if (before != after) {
        lines.add("%s %s: %d, then %d".formatted(what, name, before, after));
      }
    }
  }

  private static void classes(ClassHistogram first, ClassHistogram last, List<String> lines) {
    List<String> grown =
        last.classes().keySet().stream()
            .filter(name -> grown(name, first, last) > 0)
            .sorted(Comparator.comparingLong((String name) -> -grown(name, first, last)))
            .toList();
    Stream<String> largest = grown.stream().limit(CLASSES_SHOWN);
    Stream<String> living =
        grown.stream()
            .skip(CLASSES_SHOWN)
            .filter(name -> LIVING.stream().anyMatch(name::startsWith))
            .limit(LIVING_SHOWN);
    Stream.concat(largest, living)
        .map(
            name ->
                "class %s: %,d bytes more, %,d instances, then %,d"
                    .formatted(
                        name,
                        grown(name, first, last),
                        first.of(name).instances(),
                        last.of(name).instances()))
        .forEach(lines::add);
  }

  private static long grown(String name, ClassHistogram first, ClassHistogram last) {
    return last.of(name).bytes() - first.of(name).bytes();
  }
}
