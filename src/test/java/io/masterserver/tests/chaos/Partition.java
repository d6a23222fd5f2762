package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.client.Latencies;
import io.masterserver.tests.chaos.client.LedgerCrowd;
import io.masterserver.tests.chaos.module.Entry;
import io.masterserver.tests.chaos.module.LedgerModule;
import io.masterserver.tests.chaos.module.LedgerOperations;
import io.masterserver.tests.chaos.stage.CutNetwork;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Stage;
import java.time.Duration;
import java.util.List;

/** One of three nodes cannot reach the others, nor they it, while clients reach all of them. */
final class Partition implements Scenario {

  /** From the cut until the node serves nobody any more. */
  private static final Duration SERVES_AT_MOST = Duration.ofSeconds(25);

  private static final double NANOS_IN_SECOND = 1e9;
  private static final double NANOS_IN_MILLI = 1e6;

  @Override
  public String name() {
    return "partition";
  }

  @Override
  public String sentence() {
    return "one of three nodes is cut off from the others, but not from its clients, and comes"
        + " back";
  }

  @Override
  public Sizes sizes() {
    return Sizes.of("clients", 300)
        .and("rivals", 20)
        .and("cut", 30)
        .and("after", 30)
        .and("period-ms", 500);
  }

  @Override
  public Verdict play(Stage stage, Sizes sizes) {
    try (CutNetwork network = CutNetwork.open()) {
      stage.postgres();
      stage.install(LedgerModule.class, LedgerOperations.class, Entry.class);
      network.relayDatabase(stage.databasePort());
      List<Node> nodes =
          stage.nodes(
              Rivals.SETTINGS, List.of(network.outside(), network.outside(), network.inside()));
      network.relayClients(nodes.getLast().address().getPort());
      stage.start(nodes);
      return play(network, nodes, sizes);
    }
  }

  private Verdict play(CutNetwork network, List<Node> nodes, Sizes sizes) {
    Node minority = nodes.getLast();
    var violations = new Violations();
    Duration period = Duration.ofMillis(sizes.get("period-ms"));
    try (var crowd = LedgerCrowd.start(sizes.get("clients"), nodes, period, attempt -> {});
        var rivals = Rivals.logIn(sizes.get("rivals"), minority);
        var probe = Probe.start(minority)) {
      var cut = new Kill(minority.name(), System.nanoTime());
      network.cut();
      Pause.of(sizes.seconds("cut"));
      int won = rivals.logInElsewhere(nodes.getFirst());
      long healed = System.nanoTime();
      network.heal();
      startAgain(minority, violations);
      Pause.of(sizes.seconds("after"));
      rivals.check(violations);
      var check = new LedgerCheck(crowd.end());
      check.check(violations);
      long served = probe.lastServedBefore(healed) - cut.nanos();
      var gaps = Latencies.ofNanos(cut.gaps(check.histories(), violations));
      checkTimes(served, gaps, healed - cut.nanos(), violations);
      return new Verdict(
          name(),
          violations.texts(),
          "cut for %d s, the minority served for %.1f s of it; its %d clients were answered by the"
                  .formatted(sizes.get("cut"), served / NANOS_IN_SECOND, gaps.count())
              + " others after p50 %,.0f ms, %s; %d of %d rivals could log in; %s"
                  .formatted(gaps.millis(50), gaps, won, sizes.get("rivals"), check.figures()));
    }
  }

  /** As those do who watch over it. */
  private static void startAgain(Node minority, Violations violations) {
    if (minority.isRunning()) {
      violations.add("the minority goes on", "it has not ended by itself");
    } else {
      minority.start();
      minority.awaitReady();
    }
  }

  private static void checkTimes(
      long servedNanos, Latencies gaps, long cutNanos, Violations violations) {
    violations.unless(
        servedNanos <= SERVES_AT_MOST.toNanos(),
        "the minority serves too long",
        "%.1f s".formatted(servedNanos / NANOS_IN_SECOND));
    violations.unless(
        gaps.count() > 0 && gaps.maxMillis() * NANOS_IN_MILLI < cutNanos,
        "clients of the minority did not go on at the others while it was cut off",
        gaps.toString());
  }
}
