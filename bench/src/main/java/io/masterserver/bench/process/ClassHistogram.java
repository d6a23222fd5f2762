package io.masterserver.bench.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The objects that live in a JVM after a full collection.
 *
 * @param bytes of all of them, without what fills gaps
 * @param classes by name, as {@code jcmd} writes it: {@code [B} are byte arrays
 */
public record ClassHistogram(long bytes, Map<String, Objects> classes) {

  /** {@code 12: 345 6789 name (module)}: rank, instances, bytes. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");

  /** What the collector itself puts where it does not move objects together. */
  private static final Set<String> FILLERS =
      Set.of("[Ljdk.internal.vm.FillerElement;", "jdk.internal.vm.FillerObject");

  private static final Objects NONE = new Objects(0, 0);

  /** All objects of one class. */
  public record Objects(long instances, long bytes) {}

  public ClassHistogram {
    classes = Map.copyOf(classes);
  }

  /** Reads what {@code jcmd PID GC.class_histogram} prints. */
  static ClassHistogram parse(String histogram) {
    Map<String, Objects> classes = new HashMap<>();
    Matcher line = LINE.matcher(histogram);
    while (line.find()) {
      var objects = new Objects(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
      classes.merge(line.group(3), objects, ClassHistogram::sum);
    }
    long fillers =
        FILLERS.stream().mapToLong(filler -> classes.getOrDefault(filler, NONE).bytes()).sum();
    classes.keySet().removeAll(FILLERS);
    return new ClassHistogram(LiveHeap.totalOf(histogram) - fillers, classes);
  }

  /** Two loaders may have loaded a class of one name. */
  private static Objects sum(Objects one, Objects other) {
    return new Objects(one.instances() + other.instances(), one.bytes() + other.bytes());
  }

  /** The objects of one class; none if it is unknown. */
  public Objects of(String className) {
    return classes.getOrDefault(className, NONE);
  }
}
