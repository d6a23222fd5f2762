package io.masterserver.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was measured so far, in all rounds. Threads: one. */
public final class Results {

  /**
   * @param server as the tables call it
   * @param round from 1
   */
  private record Run(String scenario, String server, int round, Map<Metric, Double> figures) {}

  private final List<Run> runs = new ArrayList<>();

  /** Adds the figures of one run. */
  public void add(String scenario, String server, int round, Map<Metric, Double> figures) {
    runs.add(new Run(scenario, server, round, Map.copyOf(figures)));
  }

  /** The scenarios that were run, in that order. */
  public List<String> scenarios() {
    return runs.stream().map(Run::scenario).distinct().toList();
  }

  /** The servers that were measured in {@code scenario}. */
  Set<String> servers(String scenario) {
    return runs.stream()
        .filter(run -> run.scenario().equals(scenario))
        .map(Run::server)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What was measured in {@code scenario}. */
  Set<Metric> metrics(String scenario) {
    var metrics = new TreeSet<Metric>();
    runs.stream()
        .filter(run -> run.scenario().equals(scenario))
        .forEach(run -> metrics.addAll(run.figures().keySet()));
    return metrics;
  }

  /** The figure of each round; empty if the server did not run. */
  List<Double> values(String scenario, Metric metric, String server) {
    return runs.stream()
        .filter(run -> run.scenario().equals(scenario) && run.server().equals(server))
        .filter(run -> run.figures().containsKey(metric))
        .map(run -> run.figures().get(metric))
        .toList();
  }

  /** The figure of each round divided by the baseline's of the same round. */
  List<Double> ratios(String scenario, Metric metric, String server, String baseline) {
    List<Double> ratios = new ArrayList<>();
    for (Run run : runs) {
      if (run.scenario().equals(scenario) && run.server().equals(server)) {
        for (Run other : runs) {
          if (other.scenario().equals(scenario)
              && other.server().equals(baseline)
              && other.round() == run.round()) {
            addRatio(run.figures().get(metric), other.figures().get(metric), ratios);
          }
        }
      }
    }
    return ratios;
  }

  private static void addRatio(
      @Nullable Double value, @Nullable Double baseline, List<Double> ratios) {
    if (value != null && baseline != null && baseline != 0) {
      ratios.add(value / baseline);
    }
  }
}
