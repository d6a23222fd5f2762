package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.client.Latencies;
import io.masterserver.tests.chaos.client.LedgerCrowd;
import io.masterserver.tests.chaos.client.LedgerHistory;
import io.masterserver.tests.chaos.module.Entry;
import io.masterserver.tests.chaos.module.LedgerModule;
import io.masterserver.tests.chaos.module.LedgerOperations;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Place;
import io.masterserver.tests.chaos.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of three nodes is killed and started again, then another one. */
final class NodeKill implements Scenario {

  /** From a kill to the first answer of another node, for 99 of 100 clients of the killed one. */
  private static final double P99_MILLIS = 2000;

  @Override
  public String name() {
    return "node-kill";
  }

  @Override
  public String sentence() {
    return "one of three nodes is killed and started again, then the next one";
  }

  @Override
  public Sizes sizes() {
    return Sizes.of("clients", 1000).and("kills", 6).and("period-ms", 500).and("between", 8);
  }

  @Override
  public Verdict play(Stage stage, Sizes sizes) {
    stage.postgres();
    stage.install(LedgerModule.class, LedgerOperations.class, Entry.class);
    List<Node> nodes = stage.nodes("", List.of(Place.here(), Place.here(), Place.here()));
    stage.start(nodes);
    List<Kill> kills = new ArrayList<>();
    List<LedgerHistory> histories;
    Duration period = Duration.ofMillis(sizes.get("period-ms"));
    try (var crowd = LedgerCrowd.start(sizes.get("clients"), nodes, period, attempt -> {})) {
      Pause.of(sizes.seconds("between"));
      for (int i = 0; i < sizes.get("kills"); i++) {
        Node node = nodes.get(i % nodes.size());
        kills.add(Kill.make(node));
        Pause.of(sizes.seconds("between"));
        node.start();
        node.awaitReady();
        Pause.of(sizes.seconds("between"));
      }
      histories = crowd.end();
    }
    return verdict(kills, new LedgerCheck(histories));
  }

  private Verdict verdict(List<Kill> kills, LedgerCheck check) {
    var violations = new Violations();
    check.check(violations);
    List<Long> gaps = new ArrayList<>();
    kills.forEach(kill -> gaps.addAll(kill.gaps(check.histories(), violations)));
    var away = Latencies.ofNanos(gaps);
    violations.unless(
        away.millis(99) <= P99_MILLIS,
        "clients were away too long",
        "p99 %,.0f ms (expected: at most %,.0f ms)".formatted(away.millis(99), P99_MILLIS));
    return new Verdict(
        name(),
        violations.texts(),
        "%d kills; from a kill to the next answer: %d clients, %s; %s"
            .formatted(kills.size(), away.count(), away, check.figures()));
  }
}
