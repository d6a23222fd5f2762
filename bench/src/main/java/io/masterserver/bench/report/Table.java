package io.masterserver.bench.report;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Results as tables in Markdown: medians, and ratios to the baselines with their spread. */
public final class Table {

  private static final String NOTHING = "–";

  private final Results results;
  private final List<Column> columns;

  /**
   * @param server what it is called in the results
   * @param baselines the servers that its figures are divided by; those that did not run are left
   *     out
   */
  public record Column(String server, List<String> baselines) {}

  /**
   * @param columns in this order; in each table those whose server ran
   */
  public Table(Results results, List<Column> columns) {
    this.results = results;
    this.columns = List.copyOf(columns);
  }

  /** One table per scenario. */
  public String markdown() {
    var text = new StringBuilder();
    for (String scenario : results.scenarios()) {
      text.append("### ").append(scenario).append("\n\n");
      List<Column> ran = ranIn(scenario);
      appendHead(text, ran);
      for (Metric metric : results.metrics(scenario)) {
        appendRow(text, scenario, metric, ran);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private List<Column> ranIn(String scenario) {
    Set<String> servers = results.servers(scenario);
    return columns.stream()
        .filter(column -> servers.contains(column.server()))
        .map(
            column ->
                new Column(
                    column.server(),
                    column.baselines().stream().filter(servers::contains).toList()))
        .toList();
  }

  private static void appendHead(StringBuilder text, List<Column> ran) {
    text.append("| |");
    var line = new StringBuilder("|---|");
    for (Column column : ran) {
      text.append(' ').append(column.server()).append(" |");
      line.append("---:|");
      for (String baseline : column.baselines()) {
        text.append(' ').append(column.server()).append(" : ").append(baseline).append(" |");
        line.append("---:|");
      }
    }
    text.append('\n').append(line).append('\n');
  }

  private void appendRow(StringBuilder text, String scenario, Metric metric, List<Column> ran) {
    text.append("| ").append(metric.title()).append(" |");
    for (Column column : ran) {
      List<Double> values = results.values(scenario, metric, column.server());
      text.append(' ').append(values.isEmpty() ? NOTHING : metric.show(Median.of(values)));
      text.append(" |");
      for (String baseline : column.baselines()) {
        text.append(' ').append(ratioOf(scenario, metric, column.server(), baseline));
        text.append(" |");
      }
    }
    text.append('\n');
  }

  private String ratioOf(String scenario, Metric metric, String server, String baseline) {
    return metric.isCompared()
        ? ratio(results.ratios(scenario, metric, server, baseline))
        : NOTHING;
  }

  /** The median, and the least and the greatest if there are several. */
  static String ratio(List<Double> ratios) {
    if (ratios.isEmpty()) {
      return NOTHING;
    }
    String median = String.format(Locale.ROOT, "%.2f", Median.of(ratios));
    return ratios.size() == 1
        ? median
        : String.format(
            Locale.ROOT,
            "%s (%.2f–%.2f)",
            median,
            Collections.min(ratios),
            Collections.max(ratios));
  }
}
