package io.masterserver.bench.scenario;

import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.process.Transport;
import io.masterserver.bench.report.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One kind of load, and the figures it gives. */
public sealed interface Scenario
    permits Throughput, Latency, Connects, IdlePeers, LogInStorm, TokenLogIns {

  /** How it is called on the command line and in the tables. */
  String name();

  /** Heap of the server, minimum and maximum, in MiB. */
  default int heapMegabytes() {
    return 512;
  }

  /** The servers that can do it. */
  default Set<ServerKind> servers() {
    return ServerKind.over(Transport.TCP);
  }

  /** What the JVM of the server is told besides what it is always told. */
  default List<String> serverOptions() {
    return List.of();
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
        new Throughput(Transport.TCP, 100, 1),
        new Throughput(Transport.TCP, 100, 16),
        new Throughput(Transport.TCP, 1000, 1),
        new Latency(1000, 20_000),
        new Connects(64),
        new Throughput(Transport.WS, 100, 1),
        new Throughput(Transport.WS, 100, 16),
        new Throughput(Transport.WS, 1000, 1),
        new LogInStorm(40, 100, 2_000),
        new TokenLogIns(AccountDatabase.H2, 16),
        new TokenLogIns(AccountDatabase.POSTGRESQL, 16),
        new IdlePeers("idle", idle, 512),
        new IdlePeers("idle-100k", 100_000, 1024));
  }
}
