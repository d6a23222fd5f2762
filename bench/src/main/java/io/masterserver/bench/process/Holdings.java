package io.masterserver.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a process has of the operating system, by name and how many there are. Numbers in names are
 * shown as N, so that threads of one pool have one name.
 *
 * @param threads that the kernel schedules; virtual ones are not among them
 * @param files open ones: paths, {@code socket}, {@code pipe} and the like
 */
public record Holdings(SortedMap<String, Integer> threads, SortedMap<String, Integer> files) {

  public static final String SOCKETS = "socket";

  static Holdings of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    return new Holdings(
        count(process.resolve("task"), task -> Files.readString(task.resolve("comm")).strip()),
        count(process.resolve("fd"), file -> Files.readSymbolicLink(file).toString()));
  }

  private interface Name {
    String of(Path entry) throws IOException;
  }

  private static SortedMap<String, Integer> count(Path folder, Name name) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Path entry : entries(folder)) {
      try {
        counts.merge(plain(name.of(entry)), 1, Integer::sum);
      } catch (IOException e) {
        // ended or closed since the folder was read
      }
    }
    return counts;
  }

  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new ServerFailure("%s: cannot be read (has the server ended?)".formatted(folder), e);
    }
  }

  /** {@code socket:[4711]} is a socket whatever its number. */
  static String plain(String name) {
    return name.replaceAll(":\\[\\d+]$", "").replaceAll("\\d+", "N");
  }

  /** How many there are in all. */
  public static int total(SortedMap<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
