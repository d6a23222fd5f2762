package io.masterserver.tests.chaos.command;

import io.masterserver.tests.chaos.client.LedgerCrowd;
import io.masterserver.tests.chaos.client.LedgerHistory;
import io.masterserver.tests.chaos.module.Entry;
import io.masterserver.tests.chaos.module.LedgerModule;
import io.masterserver.tests.chaos.module.LedgerOperations;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Place;
import io.masterserver.tests.chaos.stage.Stage;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Three nodes, one of which dies and one of which is replaced, and what clients see of it: {@code
 * bin/cluster-demo}.
 */
public final class ClusterDemo {

  private static final Path OUTPUT = Path.of("src", "test", "target", "cluster-demo");
  private static final int CLIENTS = 60;
  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final int SECONDS_BETWEEN = 8;

  private ClusterDemo() {}

  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.println("bin/cluster-demo: three nodes, one dies, one is replaced; two minutes");
      return;
    }
    try (Stage stage = Stage.open(OUTPUT)) {
      System.exit(play(stage) ? 0 : 1);
    } catch (StageFailure e) {
      System.err.println("cluster-demo: " + e.getMessage());
      System.exit(2);
    }
  }

  private static boolean play(Stage stage) {
    say("A PostgreSQL and three nodes are starting …");
    stage.postgres();
    stage.install(LedgerModule.class, LedgerOperations.class, Entry.class);
    List<Node> nodes = stage.nodes("", List.of(Place.here(), Place.here(), Place.here()));
    stage.start(nodes);
    nodes.forEach(node -> say("  %s listens on port %d".formatted(node, node.address().getPort())));
    say("%d clients append numbers, 1, 2, 3, …, five a second each.".formatted(CLIENTS));
    say("Each second, what they saw:");
    say("");
    var seen = new SeenBySecond(System.out);
    try (var crowd = LedgerCrowd.start(CLIENTS, nodes, PERIOD, seen::add)) {
      seen.watch(SECONDS_BETWEEN);
      die(nodes.get(1), seen);
      replace(nodes.get(2), seen);
      return conclude(crowd.end());
    }
  }

  private static void die(Node node, SeenBySecond seen) {
    say("— %s is killed (kill -9)".formatted(node));
    node.kill();
    seen.watch(SECONDS_BETWEEN);
    say("— %s is started again".formatted(node));
    node.start();
    seen.watchUntil(node::awaitReady);
    say("— %s is ready".formatted(node));
    seen.watch(SECONDS_BETWEEN);
  }

  private static void replace(Node node, SeenBySecond seen) {
    say("— %s is told to end (SIGTERM), as for a new version".formatted(node));
    node.terminate();
    seen.watchUntil(node::awaitEnd);
    say("— %s has ended, and is started again".formatted(node));
    node.start();
    seen.watchUntil(node::awaitReady);
    say("— %s is ready".formatted(node));
    seen.watch(SECONDS_BETWEEN);
  }

  private static boolean conclude(List<LedgerHistory> histories) {
    long whole = histories.stream().filter(LedgerHistory::isComplete).count();
    long numbers = histories.stream().mapToLong(history -> history.pushes().size()).sum();
    say("");
    say(
        "%,d numbers were appended. %d of %d clients were served throughout: no number missing, none twice."
            .formatted(numbers, whole, CLIENTS));
    if (whole < CLIENTS) {
      say("The others have lost their session, and what was in it.");
    }
    return whole == CLIENTS;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
