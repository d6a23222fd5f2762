package io.masterserver.bench.soak;

import io.masterserver.bench.process.ClassHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Where to look when the server is not as it was: what there is more of, or less. */
final class Difference {

  private static final int CLASSES_SHOWN = 8;

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
    last.classes().keySet().stream()
        .filter(name -> grown(name, first, last) > 0)
        .sorted(Comparator.comparingLong((String name) -> -grown(name, first, last)))
        .limit(CLASSES_SHOWN)
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
