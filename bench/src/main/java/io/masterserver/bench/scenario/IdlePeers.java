package io.masterserver.bench.scenario;

import io.masterserver.bench.load.Load;
import io.masterserver.bench.load.Sample;
import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.OpenFiles;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.report.Metric;
import java.util.Map;

/**
 * Many connections that each had one request answered and say nothing more; in the end some of them
 * ask again.
 *
 * @param name on the command line
 * @param wanted how many connections; fewer are opened where the limit on open files demands it
 * @param heapMegabytes of the server
 */
record IdlePeers(String name, int wanted, int heapMegabytes) implements Scenario {

  /** Opened before the first look at the heap, so that what is loaded once is not counted. */
  private static final int FIRST = 200;

  private static final int ASK_EVERY = 50;

  @Override
  public Map<Metric, Double> run(ServerProcess server, Phases phases) {
    int count = Math.min(wanted, OpenFiles.connectionLimit() - FIRST);
    warnOfFewer(count);
    try (var first = Load.waiting();
        var load = Load.waiting()) {
      first.open(server.address(), FIRST);
      long heapBefore = server.liveHeapBytes();
      long residentBefore = server.status().residentBytes();
      Measurement measurement = server.measure(name);
      Load.Opened opened = load.open(server.address(), count);
      Measurement.Used used = measurement.end();
      long residentAfter = server.status().residentBytes();
      long heapAfter = server.liveHeapBytes();
      new Sample(load, opened.connections(), ASK_EVERY).ask();
      return Map.of(
          Metric.CONNECTIONS, (double) count,
          Metric.CONNECTS_PER_SECOND, count / (opened.took().toNanos() / 1e9),
          Metric.CPU_PER_CONNECT, used.microsPer(count),
          Metric.HEAP_PER_CONNECTION, (double) (heapAfter - heapBefore) / count,
          Metric.MEMORY_PER_CONNECTION, (double) (residentAfter - residentBefore) / count,
          Metric.LIVE_HEAP, heapAfter / 1024.0 / 1024.0);
    }
  }

  private void warnOfFewer(int count) {
    if (count < wanted) {
      System.err.printf(
          "%n%s: %d connections instead of %d: the hard limit on open files is too low"
              + " (raise it: ulimit -Hn %d)%n",
          name, count, wanted, wanted + 1000);
    }
  }
}
