package io.masterserver.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of a JVM's heap is in use, measured from outside with {@code jcmd}. */
public final class LiveHeap {

  /** The last line of a class histogram: {@code Total 12345 678901}, instances and bytes. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private LiveHeap() {}

  /** Bytes of objects that live after a full collection, which this starts. */
  public static long bytes(long pid) {
    return totalOf(histogram(pid));
  }

  /** Collects twice, so that what finalizers and cleaners let go is gone, and lists the rest. */
  static String histogram(long pid) {
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    return jcmd(pid, "GC.class_histogram");
  }

  static long totalOf(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new ServerFailure(
          "jcmd GC.class_histogram: no total in %d characters (expected: a line 'Total …')"
              .formatted(histogram.length()));
    }
    return Long.parseLong(total.group(1));
  }

  private static String jcmd(long pid, String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ServerFailure("jcmd %d %s: %s".formatted(pid, command, e.getMessage()), e);
    }
  }
}
