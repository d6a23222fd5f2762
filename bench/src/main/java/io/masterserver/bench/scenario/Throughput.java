package io.masterserver.bench.scenario;

import io.masterserver.bench.load.ClosedLoop;
import io.masterserver.bench.load.Load;
import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.report.Metric;
import java.util.Map;

/**
 * As many requests as the server can answer.
 *
 * @param connections open at once
 * @param outstanding requests under way on each
 */
record Throughput(int connections, int outstanding) implements Scenario {

  @Override
  public String name() {
    return "%dx%d".formatted(connections, outstanding);
  }

  @Override
  public Map<Metric, Double> run(ServerProcess server, Phases phases) {
    try (var load = Load.polling()) {
      var loop =
          new ClosedLoop(load, load.open(server.address(), connections).connections(), outstanding);
      loop.start();
      load.run(phases.warmUp());
      Measurement measurement = server.measure(name());
      long before = loop.answered();
      load.run(phases.measured());
      long answered = loop.answered() - before;
      Measurement.Used used = measurement.end();
      loop.stop();
      return Map.of(
          Metric.REQUESTS_PER_SECOND, answered / used.seconds(),
          Metric.CPU_PER_REQUEST, used.microsPer(answered),
          Metric.SERVER_BUSY, used.busyPercent(),
          Metric.OTHERS_BUSY, used.othersPercent());
    }
  }
}
