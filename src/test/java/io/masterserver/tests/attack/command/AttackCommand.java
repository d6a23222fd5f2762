package io.masterserver.tests.attack.command;

import io.masterserver.bench.process.ServerFailure;
import io.masterserver.tests.attack.Attack;
import io.masterserver.tests.attack.Attacks;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Attacks a server, and says what that did to the others: {@code bin/attack [NAME …]}. */
public final class AttackCommand {

  private static final String USAGE =
      """
      bin/attack [--seconds N] [NAME …]
        NAME         attacks to make; all if none is named
        --seconds N  how long each phase lasts, quiet and under attack; 1 to 3600, 10 by default
      """;

  private static final int LONGEST_SECONDS = 3600;

  private AttackCommand() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    if (List.of(arguments).contains("--help")) {
      out.print(USAGE);
      Attacks.ALL.forEach(attack -> out.printf("%n%-20s %s", attack.name(), attack.sentence()));
      out.println();
      return;
    }
    try {
      List<Finding> findings = run(new ArrayList<>(List.of(arguments)), out);
      new Report(findings).print(out);
      System.exit(findings.stream().allMatch(Finding::holds) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (ServerFailure e) {
      System.err.println("attack: " + e.getMessage());
      System.exit(1);
    }
  }

  private static List<Finding> run(List<String> arguments, PrintStream out) throws IOException {
    Duration phase = phase(arguments);
    List<Attack> attacks = Attacks.named(arguments);
    List<Finding> findings = new ArrayList<>();
    for (boolean secure : new boolean[] {false, true}) {
      List<Attack> some = attacks.stream().filter(attack -> attack.secure() == secure).toList();
      if (!some.isEmpty()) {
        try (AttackedServer server = AttackedServer.start(secure)) {
          server.warmUp(phase);
          for (Attack attack : some) {
            var trial = new Trial(server, attack, phase);
            trial.rehearse();
            Finding finding = trial.run();
            findings.add(finding);
            out.println(finding.line());
          }
        }
      }
    }
    return findings;
  }

  /** Takes the option from {@code arguments}. */
  private static Duration phase(List<String> arguments) {
    int at = arguments.indexOf("--seconds");
    if (at < 0) {
      return Duration.ofSeconds(10);
    }
    String given = at + 1 < arguments.size() ? arguments.remove(at + 1) : "nothing";
    arguments.remove(at);
    if (!given.matches("[1-9]\\d{0,3}") || Integer.parseInt(given) > LONGEST_SECONDS) {
      throw new IllegalArgumentException(
          "--seconds: %s (expected: 1..%d)".formatted(given, LONGEST_SECONDS));
    }
    return Duration.ofSeconds(Integer.parseInt(given));
  }
}
