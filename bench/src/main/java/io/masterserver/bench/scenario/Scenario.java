package io.masterserver.bench.scenario;

import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.report.Metric;
import java.util.List;
import java.util.Map;

/** One kind of load, and the figures it gives. */
public sealed interface Scenario permits Throughput, Latency, IdlePeers {

  /** How it is called on the command line and in the tables. */
  String name();

  /** Heap of the server, minimum and maximum, in MiB. */
  default int heapMegabytes() {
    return 512;
  }

  /**
   * Runs it on a server that was just started.
   *
   * @throws io.masterserver.bench.load.LoadFailure if an answer is wrong or missing
   */
  Map<Metric, Double> run(ServerProcess server, Phases phases);

  /**
   * All scenarios.
   *
   * @param idle how many connections the scenario {@code idle} opens
   */
  static List<Scenario> all(int idle) {
    return List.of(
        new Throughput(100, 1),
        new Throughput(100, 16),
        new Throughput(1000, 1),
        new Latency(1000, 20_000),
        new IdlePeers("idle", idle, 512),
        new IdlePeers("idle-50k", 50_000, 1024));
  }
}
