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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One of three nodes is killed and started again, then another one. */
final class NodeKill implements Scenario {

  /** A first node that is started again looks for the others that long, and then begins anew. */
  private static final String PATIENT_TO_JOIN = "pekko.cluster.seed-node-timeout = 10 s\n";

  private static final int REHEARSING = 600;
  private static final int REHEARSED_KILLS = 3;
  private static final Duration REHEARSING_PERIOD = Duration.ofMillis(500);
  private static final Duration REHEARSAL = Duration.ofSeconds(10);

  private final boolean rehearsed;

  /**
   * @param rehearsed whether nodes start with what the JVM of another one has learnt before
   */
  NodeKill(boolean rehearsed) {
    this.rehearsed = rehearsed;
  }

  @Override
  public String name() {
    return "node-kill";
  }

  @Override
  public String sentence() {
    return "one of three nodes is killed and started again, then the next one";
  }

  /** {@code away-ms}: from a kill to the next answer, for 99 of 100 clients of the killed node. */
  @Override
  public Sizes sizes() {
    return Sizes.of("clients", 1000)
        .and("kills", 6)
        .and("period-ms", 1000)
        .and("between", 15)
        .and("away-ms", 2000);
  }

  @Override
  public Verdict play(Stage stage, Sizes sizes) {
    stage.postgres();
    stage.install(LedgerModule.class, LedgerOperations.class, Entry.class);
    Place place = rehearsed ? rehearse(stage) : Place.here();
    List<Node> nodes = stage.nodes(PATIENT_TO_JOIN, List.of(place, place, place));
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
    return verdict(kills, new LedgerCheck(histories), sizes.get("away-ms"));
  }

  /**
   * Lets a node serve, and take over sessions of one that is killed, and write down what its JVM
   * has learnt by that: as the guide advises for nodes that are to start fast.
   */
  private static Place rehearse(Stage stage) {
    Path cache = stage.folder().resolve("node.aot");
    Place learning = Place.here().with("-XX:AOTCacheOutput=" + cache);
    List<Node> nodes = stage.nodes(PATIENT_TO_JOIN, List.of(learning, Place.here(), Place.here()));
    stage.start(nodes);
    try (var crowd = LedgerCrowd.start(REHEARSING, nodes, REHEARSING_PERIOD, attempt -> {})) {
      Pause.of(REHEARSAL);
      Node other = nodes.getLast();
      for (int i = 0; i < REHEARSED_KILLS; i++) {
        other.kill();
        Pause.of(REHEARSAL);
        other.start();
        other.awaitReady();
        Pause.of(REHEARSAL);
      }
      crowd.end();
    }
    nodes.forEach(Node::terminate);
    nodes.forEach(Node::awaitEnd);
    return Place.here().with("-XX:AOTCache=" + cache);
  }

  private Verdict verdict(List<Kill> kills, LedgerCheck check, int awayMillis) {
    var violations = new Violations();
    check.check(violations);
    List<Long> gaps = new ArrayList<>();
    List<String> each = new ArrayList<>();
    for (Kill kill : kills) {
      List<Long> ofKill = kill.gaps(check.histories(), violations);
      gaps.addAll(ofKill);
      each.add("%,.0f".formatted(Latencies.ofNanos(ofKill).millis(99)));
    }
    var away = Latencies.ofNanos(gaps);
    violations.unless(
        away.millis(99) <= awayMillis,
        "clients were away too long",
        "p99 %,.0f ms (expected: at most %,d ms)".formatted(away.millis(99), awayMillis));
    return new Verdict(
        name(),
        violations.texts(),
        "%d kills; from a kill to the next answer: %d clients, p50 %,.0f ms, %s, p99 of each kill %s; %s"
            .formatted(
                kills.size(),
                away.count(),
                away.millis(50),
                away,
                String.join(", ", each),
                check.figures()));
  }
}
