package io.masterserver.tests.speed;

import io.masterserver.core.packet.Empty;
import io.masterserver.tests.chaos.Pause;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import io.masterserver.tests.speed.module.SpeedOperations;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Requests whose answers wait until the session is saved, as many as nodes and database can. */
final class SessionWrites {

  private static final int CLIENTS = 300;

  private final Lengths lengths;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean over;

  SessionWrites(Lengths lengths) {
    this.lengths = lengths;
  }

  void measure(List<Node> nodes, Figures figures) {
    try (Players players = Players.connect(CLIENTS, i -> List.of(nodes.get(i % nodes.size())))) {
      players.all().forEach(this::ask);
      Pause.of(lengths.warmUp());
      ProcessorTime measurement = ProcessorTime.of(nodes);
      long before = answered.get();
      Pause.of(lengths.measured());
      long count = answered.get() - before;
      ProcessorTime.Used used = measurement.end();
      over = true;
      if (failed.get() > 0) {
        throw new StageFailure("%d durable requests have failed".formatted(failed.get()));
      }
      figures.add(
          "sessions saved/s, %d clients on %d nodes".formatted(CLIENTS, nodes.size()),
          "%,.0f",
          count / used.seconds(),
          "one durable request each at a time; processor time of the nodes %,.0f µs each, %.0f %% busy"
              .formatted(used.microsPer(count), used.percent()));
    }
  }

  private void ask(Players.Player player) {
    player
        .client()
        .request(
            SpeedOperations.COUNT,
            Empty.EMPTY,
            (status, response) -> {
              if (over) {
                return;
              }
              (response.isSuccess() ? answered : failed).incrementAndGet();
              if (response.isSuccess()) {
                ask(player);
              }
            });
  }
}
