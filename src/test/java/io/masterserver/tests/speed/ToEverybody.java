package io.masterserver.tests.speed;

import io.masterserver.bench.process.LiveHeap;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Empty;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.speed.module.SpeedOperations;
import java.util.List;

/** One message to many peers on all nodes: how long until the last one has it. */
final class ToEverybody {

  private static final int BROADCASTS = 20;

  private final Lengths lengths;

  ToEverybody(Lengths lengths) {
    this.lengths = lengths;
  }

  void measure(List<Node> nodes, Figures figures) {
    long heapBefore = heap(nodes);
    ProcessorTime connecting = ProcessorTime.of(nodes);
    try (MasterClient trigger = Clients.connect(nodes.getFirst());
        Players listeners =
            Players.connect(lengths.listeners(), i -> List.of(nodes.get(i % nodes.size())))) {
      ProcessorTime.Used connected = connecting.end();
      figures.add(
          "clients with sessions connected/s",
          "%,.0f",
          listeners.count() / (listeners.took().toNanos() / 1e9),
          "processor time of the nodes %,.0f µs each"
              .formatted(connected.microsPer(listeners.count())));
      figures.add(
          "heap of an idle peer with a session",
          "%,.0f bytes",
          (double) (heap(nodes) - heapBefore) / listeners.count(),
          "%,d peers on %d nodes".formatted(listeners.count(), nodes.size()));
      Clients.await(trigger.request(SpeedOperations.AIM, listeners.ids()));
      broadcast(trigger, Stamps.of(listeners), listeners.count(), nodes, figures);
    }
  }

  private static void broadcast(
      MasterClient trigger, Stamps stamps, int count, List<Node> nodes, Figures figures) {
    for (int i = 0; i < BROADCASTS; i++) {
      once(trigger, stamps, count);
    }
    double[] millis = new double[BROADCASTS];
    ProcessorTime measurement = ProcessorTime.of(nodes);
    for (int i = 0; i < BROADCASTS; i++) {
      millis[i] = once(trigger, stamps, count);
    }
    ProcessorTime.Used used = measurement.end();
    figures.add(
        "broadcast to %,d peers on %d nodes".formatted(count, nodes.size()),
        "%,.0f ms",
        Figures.median(millis),
        "until the last has it; slowest of %d: %,.0f ms; processor time of the nodes %.1f µs a peer"
            .formatted(
                BROADCASTS,
                java.util.Arrays.stream(millis).max().orElseThrow(),
                used.microsPer((long) BROADCASTS * count)));
  }

  private static double once(MasterClient trigger, Stamps stamps, int count) {
    long before = stamps.received();
    stamps.takeLatencies();
    trigger.send(SpeedOperations.BROADCAST, Empty.EMPTY);
    stamps.await(before + count);
    return stamps.takeLatencies().getMaxValue() / 1e6;
  }

  private static long heap(List<Node> nodes) {
    return nodes.stream().mapToLong(node -> LiveHeap.bytes(node.pid())).sum();
  }
}
