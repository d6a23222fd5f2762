package io.masterserver.tests.speed;

import io.masterserver.core.client.MasterClient;
import io.masterserver.tests.chaos.Pause;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.speed.module.SpeedOperations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Messages from a module to single peers, on its own node and on another one. */
final class ToPeers {

  private static final int TARGETS = 50;
  private static final int BATCH = 50;
  private static final int BATCHES = 20;
  private static final Duration PERIOD = Duration.ofMillis(1);

  private final Lengths lengths;

  ToPeers(Lengths lengths) {
    this.lengths = lengths;
  }

  /** Has the module of the first node send to peers there, and to peers of the second one. */
  void measure(List<Node> nodes, Figures figures) {
    Node from = nodes.get(0);
    measure("on the same node", from, from, figures);
    measure("on another node", from, nodes.get(1), figures);
  }

  private void measure(String where, Node from, Node to, Figures figures) {
    try (MasterClient trigger = Clients.connect(from);
        Players targets = Players.connect(TARGETS, i -> List.of(to))) {
      Stamps stamps = Stamps.of(targets);
      Clients.await(trigger.request(SpeedOperations.AIM, targets.ids()));
      List<Node> both = from == to ? List.of(from) : List.of(from, to);
      rate(trigger, stamps, lengths.warmUp(), both);
      rate(where, rate(trigger, stamps, lengths.measured(), both), figures);
      oneByOne(trigger, stamps, lengths.warmUp().dividedBy(2));
      latency(where, oneByOne(trigger, stamps, lengths.measured()), figures);
    }
  }

  /**
   * How fast messages came.
   *
   * @param perSecond how many
   * @param used by the nodes
   * @param count in all
   */
  private record Rate(double perSecond, ProcessorTime.Used used, long count) {}

  /** Keeps the same number of messages under way, so that the nodes set the pace. */
  private static Rate rate(MasterClient trigger, Stamps stamps, Duration time, List<Node> nodes) {
    long before = stamps.received();
    long[] sent = {before};
    stamps.onEach(
        count -> {
          if (count % BATCH == 0) {
            trigger.send(SpeedOperations.SEND, BATCH);
          }
        });
    ProcessorTime measurement = ProcessorTime.of(nodes);
    for (int i = 0; i < BATCHES; i++) {
      trigger.send(SpeedOperations.SEND, BATCH);
    }
    Pause.of(time);
    long count = stamps.received() - before;
    ProcessorTime.Used used = measurement.end();
    stamps.onEach(ignored -> {});
    return new Rate(count / used.seconds(), used, count);
  }

  private static void rate(String where, Rate rate, Figures figures) {
    figures.add(
        "messages/s from a module to peers " + where,
        "%,.0f",
        rate.perSecond(),
        "processor time of the nodes %.1f µs each; %.0f %% busy"
            .formatted(rate.used().microsPer(rate.count()), rate.used().percent()));
  }

  private static Histogram oneByOne(MasterClient trigger, Stamps stamps, Duration time) {
    stamps.takeLatencies();
    long end = System.nanoTime() + time.toNanos();
    long due = System.nanoTime();
    while (due < end) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      trigger.send(SpeedOperations.SEND, 1);
      due += PERIOD.toNanos();
    }
    return stamps.takeLatencies();
  }

  private static void latency(String where, Histogram latencies, Figures figures) {
    figures.add(
        "latency of 1,000 such messages/s " + where + ", p50",
        "%,.0f µs",
        latencies.getValueAtPercentile(50) / 1e3,
        "p99 %,.0f µs, max %,.0f µs; from the module's send to the client's handler"
            .formatted(latencies.getValueAtPercentile(99) / 1e3, latencies.getMaxValue() / 1e3));
  }
}
