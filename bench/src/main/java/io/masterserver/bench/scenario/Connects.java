package io.masterserver.bench.scenario;

import io.masterserver.bench.load.Load;
import io.masterserver.bench.load.Visitors;
import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.report.Metric;
import java.util.Map;

/**
 * As many connections as the server can accept and end, each with one request.
 *
 * @param atOnce how many there are at the same time
 */
record Connects(int atOnce) implements Scenario {

  @Override
  public String name() {
    return "connects";
  }

  @Override
  public Map<Metric, Double> run(ServerProcess server, Phases phases) {
    try (var load = Load.polling()) {
      var visitors = new Visitors(load, server.address(), atOnce);
      visitors.start();
      load.run(phases.warmUp());
      Measurement measurement = server.measure(name());
      long before = visitors.answered();
      load.run(phases.measured());
      long answered = visitors.answered() - before;
      Measurement.Used used = measurement.end();
      visitors.stop();
      return Map.of(
          Metric.CONNECTS_PER_SECOND, answered / used.seconds(),
          Metric.CPU_PER_CONNECT, used.microsPer(answered),
          Metric.SERVER_BUSY, used.busyPercent(),
          Metric.OTHERS_BUSY, used.othersPercent());
    }
  }
}
