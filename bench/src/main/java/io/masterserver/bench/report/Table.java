package io.masterserver.bench.report;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Results as tables in Markdown: medians, and ratios to the baseline with their spread. */
public final class Table {

  private static final String NOTHING = "–";

  private final Results results;
  private final List<String> servers;
  private final String baseline;

  /**
   * @param servers the columns, in this order; the baseline among them or not
   */
  public Table(Results results, List<String> servers, String baseline) {
    this.results = results;
    this.servers = List.copyOf(servers);
    this.baseline = baseline;
  }

  /** One table per scenario. */
  public String markdown() {
    var text = new StringBuilder();
    for (String scenario : results.scenarios()) {
      text.append("### ").append(scenario).append("\n\n");
      appendHead(text);
      for (Metric metric : results.metrics(scenario)) {
        appendRow(text, scenario, metric);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private void appendHead(StringBuilder text) {
    text.append("| |");
    var line = new StringBuilder("|---|");
    for (String server : servers) {
      text.append(' ').append(server).append(" |");
      line.append("---:|");
      if (compares(server)) {
        text.append(' ').append(server).append(" : ").append(baseline).append(" |");
        line.append("---:|");
      }
    }
    text.append('\n').append(line).append('\n');
  }

  private void appendRow(StringBuilder text, String scenario, Metric metric) {
    text.append("| ").append(metric.title()).append(" |");
    for (String server : servers) {
      List<Double> values = results.values(scenario, metric, server);
      text.append(' ').append(values.isEmpty() ? NOTHING : metric.show(Median.of(values)));
      text.append(" |");
      if (compares(server)) {
        text.append(' ').append(ratioOf(scenario, metric, server));
        text.append(" |");
      }
    }
    text.append('\n');
  }

  private String ratioOf(String scenario, Metric metric, String server) {
    return metric.isCompared()
        ? ratio(results.ratios(scenario, metric, server, baseline))
        : NOTHING;
  }

  private boolean compares(String server) {
    return !server.equals(baseline) && servers.contains(baseline);
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
