package io.masterserver.tests.speed;

import io.masterserver.bench.load.Load;
import io.masterserver.tests.chaos.stage.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Echoes over the whole path, on a node that is alone and on one of several, in turn: the ratio is
 * taken within a round, because machines are noisier between rounds.
 */
final class WholePath {

  private static final int CONNECTIONS = 100;

  private final Lengths lengths;

  WholePath(Lengths lengths) {
    this.lengths = lengths;
  }

  /** Measures both; each has processor 0 while the other one rests. */
  void measure(Node alone, Node member, Figures figures) {
    int rounds = lengths.rounds();
    double[] ratios = new double[rounds];
    double[] rates = new double[rounds];
    double[] costs = new double[rounds];
    try (Load load = Load.polling()) {
      Echoes single = Echoes.open(load, List.of(alone), CONNECTIONS);
      Echoes cluster = Echoes.open(load, List.of(member), CONNECTIONS);
      single.run(lengths.warmUp());
      cluster.run(lengths.warmUp());
      for (int i = 0; i < rounds; i++) {
        boolean singleFirst = i % 2 == 0;
        Echoes.Pace first = (singleFirst ? single : cluster).run(lengths.measured());
        Echoes.Pace second = (singleFirst ? cluster : single).run(lengths.measured());
        Echoes.Pace ofSingle = singleFirst ? first : second;
        Echoes.Pace ofCluster = singleFirst ? second : first;
        ratios[i] = ofCluster.perSecond() / ofSingle.perSecond();
        rates[i] = ofCluster.perSecond();
        costs[i] = ofCluster.processorMicros() / ofSingle.processorMicros();
      }
    }
    figures.add(
        "echo, one of three nodes : single node",
        "%.2f",
        Figures.median(ratios),
        "%s; processor time per request %.2f; %,.0f requests/s, %d × %d"
            .formatted(
                spread(ratios),
                Figures.median(costs),
                Figures.median(rates),
                CONNECTIONS,
                Echoes.OUTSTANDING));
  }

  private static String spread(double[] ratios) {
    return String.format(
        Locale.ROOT,
        "%d rounds, %.2f–%.2f",
        ratios.length,
        Arrays.stream(ratios).min().orElseThrow(),
        Arrays.stream(ratios).max().orElseThrow());
  }
}
