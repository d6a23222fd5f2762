package io.masterserver.tests.speed;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table; each line is also told when it is there. Threads: one. */
final class Figures {

  private final List<String> lines = new ArrayList<>();
  private final PrintStream progress;

  Figures(PrintStream progress) {
    this.progress = progress;
  }

  /**
   * Adds a line.
   *
   * @param what was measured
   * @param format of the figure, with its unit
   * @param remark what one must know to judge it
   */
  void add(String what, String format, double figure, String remark) {
    String line =
        "| %s | %s | %s |".formatted(what, String.format(Locale.ROOT, format, figure), remark);
    lines.add(line);
    progress.println(line);
  }

  void print(PrintStream out) {
    out.println("| | | |\n|---|---:|---|");
    lines.forEach(out::println);
  }

  /** The one in the middle; the higher one of two. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
