package io.masterserver.tests.chaos.command;

import io.masterserver.tests.chaos.Scenario;
import io.masterserver.tests.chaos.Scenarios;
import io.masterserver.tests.chaos.Sizes;
import io.masterserver.tests.chaos.Verdict;
import io.masterserver.tests.chaos.stage.Stage;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Plays a scenario at full size, and prints what held: {@code bin/chaos SCENARIO [--size N …]}. */
public final class ChaosCommand {

  private static final Path OUTPUT = Path.of("src", "test", "target", "chaos");

  private static final String USAGE =
      """
      bin/chaos SCENARIO [--SIZE N …]
        Exit code 0: it holds; 1: it does not; 2: it could not be played.
      """;

  private ChaosCommand() {}

  public static void main(String[] arguments) {
    if (arguments.length == 0 || List.of(arguments).contains("--help")) {
      help(System.out);
      return;
    }
    try {
      Scenario scenario = Scenarios.named(arguments[0]);
      Verdict verdict = play(scenario, sizes(scenario, arguments));
      System.out.println(verdict.line());
      System.exit(verdict.holds() ? 0 : 1);
    } catch (IllegalArgumentException | StageFailure e) {
      System.err.println("chaos: " + e.getMessage());
      System.exit(2);
    }
  }

  private static Verdict play(Scenario scenario, Sizes sizes) {
    try (Stage stage = Stage.open(OUTPUT.resolve(scenario.name()))) {
      return scenario.play(stage, sizes);
    }
  }

  private static Sizes sizes(Scenario scenario, String[] arguments) {
    Sizes sizes = scenario.sizes();
    for (int i = 1; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "nothing";
      if (!arguments[i].startsWith("--") || !value.matches("\\d{1,9}")) {
        throw new IllegalArgumentException(
            "%s %s: (expected: --SIZE and a number)".formatted(arguments[i], value));
      }
      sizes = sizes.changed(arguments[i].substring(2), Integer.parseInt(value));
    }
    return sizes;
  }

  private static void help(PrintStream out) {
    out.print(USAGE);
    for (Scenario scenario : Scenarios.ALL) {
      out.printf(
          "%n%-22s %s%n%-22s %s%n",
          scenario.name(),
          scenario.sentence(),
          "",
          scenario.sizes().values().entrySet().stream()
              .map(size -> "--%s %d".formatted(size.getKey(), size.getValue()))
              .collect(Collectors.joining(" ")));
    }
  }
}
