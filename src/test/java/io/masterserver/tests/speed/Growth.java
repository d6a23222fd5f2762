package io.masterserver.tests.speed;

import io.masterserver.bench.load.Load;
import io.masterserver.tests.chaos.stage.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request costs when the same connections are spread over one, two and three nodes. They
 * share a processor, so it is the time that counts, not the rate.
 */
final class Growth {

  private static final int CONNECTIONS = 300;

  private final Lengths lengths;

  Growth(Lengths lengths) {
    this.lengths = lengths;
  }

  void measure(List<Node> nodes, Figures figures) {
    double[][] micros = new double[nodes.size()][lengths.rounds()];
    try (Load load = Load.polling()) {
      List<Echoes> sizes = new ArrayList<>();
      for (int i = 1; i <= nodes.size(); i++) {
        sizes.add(Echoes.open(load, nodes.subList(0, i), CONNECTIONS));
      }
      sizes.getLast().run(lengths.warmUp().multipliedBy(2));
      for (int round = 0; round < lengths.rounds(); round++) {
        for (int i = 0; i < sizes.size(); i++) {
          micros[i][round] = sizes.get(i).run(lengths.measured()).processorMicros();
        }
      }
    }
    double one = Figures.median(micros[0]);
    for (int i = 0; i < micros.length; i++) {
      double cost = Figures.median(micros[i]);
      figures.add(
          "processor time per echo, clients on %d of %d nodes".formatted(i + 1, nodes.size()),
          "%.2f µs",
          cost,
          "%.2f × one node; all on one processor".formatted(cost / one));
    }
  }
}
