package io.masterserver.tests.attack.command;

import java.io.PrintStream;
import java.util.List;

/** All findings, as a table of Markdown and a verdict. */
record Report(List<Finding> findings) {

  private static final String HEAD =
      """
      | attack | p99 quiet, µs | p99 attacked, µs | ratio | lost | heap, MiB | files | threads | connections left | log lines |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  private static final double MEBIBYTE = 1 << 20;

  void print(PrintStream out) {
    out.println();
    out.print(HEAD);
    findings.forEach(finding -> out.println(row(finding)));
    out.println();
    out.println(verdict());
  }

  private static String row(Finding it) {
    return "| %s | %,.0f | %,.0f | %.2f%s | %,d | %.1f → %.1f | %,d → %,d | %,d → %,d | %,d | %,d |"
        .formatted(
            it.attack(),
            Finding.p99Micros(it.quiet()),
            Finding.p99Micros(it.attacked()),
            it.ratio(),
            it.unjudged().isEmpty() ? "" : " ?",
            it.lost(),
            it.before().heapBytes() / MEBIBYTE,
            it.after().heapBytes() / MEBIBYTE,
            it.before().files(),
            it.after().files(),
            it.before().threads(),
            it.after().threads(),
            it.connectionsLeft(),
            it.unexpected().size());
  }

  private String verdict() {
    List<String> failed =
        findings.stream().filter(finding -> !finding.holds()).map(Finding::attack).toList();
    List<String> unjudged =
        findings.stream()
            .filter(finding -> !finding.unjudged().isEmpty())
            .map(Finding::attack)
            .toList();
    return (failed.isEmpty() ? "attack: held" : "attack: FAILED: " + String.join(", ", failed))
        + (unjudged.isEmpty() ? "" : "; p99 not judged (noise): " + String.join(", ", unjudged));
  }
}
