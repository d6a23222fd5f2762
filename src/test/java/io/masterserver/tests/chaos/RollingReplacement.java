package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.client.LedgerCrowd;
import io.masterserver.tests.chaos.module.Entry;
import io.masterserver.tests.chaos.module.LedgerModule;
import io.masterserver.tests.chaos.module.LedgerOperations;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Place;
import io.masterserver.tests.chaos.stage.Stage;
import java.time.Duration;
import java.util.List;

/** All three nodes are replaced, one after another, as one does for a new version. */
final class RollingReplacement implements Scenario {

  @Override
  public String name() {
    return "rolling-replacement";
  }

  @Override
  public String sentence() {
    return "three nodes are stopped by SIGTERM and started again, one after another, under load";
  }

  /** 500 clients that ask four times a second: 2,000 requests a second. */
  @Override
  public Sizes sizes() {
    return Sizes.of("clients", 500).and("period-ms", 250).and("between", 8);
  }

  @Override
  public Verdict play(Stage stage, Sizes sizes) {
    stage.postgres();
    stage.install(LedgerModule.class, LedgerOperations.class, Entry.class);
    List<Node> nodes = stage.nodes("", List.of(Place.here(), Place.here(), Place.here()));
    stage.start(nodes);
    var violations = new Violations();
    Duration period = Duration.ofMillis(sizes.get("period-ms"));
    try (var crowd = LedgerCrowd.start(sizes.get("clients"), nodes, period, attempt -> {})) {
      Pause.of(sizes.seconds("between"));
      for (Node node : nodes) {
        node.terminate();
        violations.unless(node.awaitEnd() == 0, "a node did not end in order", node.name());
        node.start();
        node.awaitReady();
        Pause.of(sizes.seconds("between"));
      }
      var check = new LedgerCheck(crowd.end());
      check.check(violations);
      return new Verdict(name(), violations.texts(), check.figures());
    }
  }
}
