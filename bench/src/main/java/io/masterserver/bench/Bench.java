package io.masterserver.bench;

import io.masterserver.bench.load.LoadFailure;
import io.masterserver.bench.process.ServerFailure;
import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.process.ServerSettings;
import io.masterserver.bench.report.Machine;
import io.masterserver.bench.report.Metric;
import io.masterserver.bench.report.Results;
import io.masterserver.bench.report.Table;
import io.masterserver.bench.scenario.Scenario;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Runs every scenario on every server, round by round, and prints tables.
 *
 * <p>Exit code 0: measured. 1: a server gave a wrong answer or none, or could not be started. 2:
 * wrong options.
 */
public final class Bench {

  private final Options options;
  private final Results results = new Results();

  private Bench(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    System.exit(commandLine(new Options()).execute(arguments));
  }

  static CommandLine commandLine(Options options) {
    return new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(parsed -> execute(parsed, options));
  }

  private static int execute(ParseResult parsed, Options options) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    return helped != null ? helped : new Bench(options).run();
  }

  private int run() {
    List<Scenario> scenarios = options.scenarios();
    try {
      for (int round = 1; round <= options.rounds(); round++) {
        for (Scenario scenario : scenarios) {
          for (ServerKind kind : options.servers()) {
            if (scenario.servers().contains(kind)) {
              runOnce(round, scenario, kind);
            }
          }
        }
      }
    } catch (LoadFailure | ServerFailure failure) {
      System.err.println("bench: " + failure.getMessage());
      return 1;
    } finally {
      print();
    }
    return 0;
  }

  private void runOnce(int round, Scenario scenario, ServerKind kind) {
    ServerSettings settings = options.serverSettings();
    System.err.printf("round %d, %s, %s: ", round, scenario.name(), kind);
    try (ServerProcess server =
        ServerProcess.start(
            kind, settings.with(scenario.serverOptions()), scenario.heapMegabytes())) {
      Map<Metric, Double> figures = scenario.run(server, options.phases());
      results.add(scenario.name(), kind.toString(), round, figures);
      System.err.println(inOneLine(figures));
    }
  }

  private static String inOneLine(Map<Metric, Double> figures) {
    return figures.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(figure -> figure.getKey().title() + " " + figure.getKey().show(figure.getValue()))
        .collect(Collectors.joining("; "));
  }

  private void print() {
    if (results.scenarios().isEmpty()) {
      return;
    }
    List<Table.Column> columns = options.servers().stream().map(Bench::column).toList();
    System.out.printf(
        "%n%s%n%d rounds; medians; in brackets the least and the greatest ratio of a round%n%n",
        Machine.describe(), options.rounds());
    System.out.print(new Table(results, columns).markdown());
  }

  private static Table.Column column(ServerKind kind) {
    return new Table.Column(
        kind.toString(), kind.baselines().stream().map(ServerKind::toString).toList());
  }
}
