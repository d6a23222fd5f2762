package io.masterserver.bench.scenario;

import io.masterserver.bench.load.Load;
import io.masterserver.bench.load.OpenLoop;
import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.report.Metric;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A rate that the server can take, and how long the answers are under way.
 *
 * @param connections open at once
 * @param rate requests per second over all of them
 */
record Latency(int connections, int rate) implements Scenario {

  @Override
  public String name() {
    return "%d-at-%d-per-second".formatted(connections, rate);
  }

  @Override
  public Map<Metric, Double> run(ServerProcess server, Phases phases) {
    try (var load = Load.polling()) {
      var loop = new OpenLoop(load, load.open(server.address(), connections).connections(), rate);
      loop.start();
      load.run(phases.warmUp());
      Measurement measurement = server.measure(name());
      loop.record();
      long before = loop.answered();
      load.run(phases.measured());
      long answered = loop.answered() - before;
      Measurement.Used used = measurement.end();
      Histogram latencies = loop.stop();
      return Map.of(
          Metric.LATENCY_P50, micros(latencies.getValueAtPercentile(50)),
          Metric.LATENCY_P99, micros(latencies.getValueAtPercentile(99)),
          Metric.LATENCY_P999, micros(latencies.getValueAtPercentile(99.9)),
          Metric.LATENCY_MAX, micros(latencies.getMaxValue()),
          Metric.CPU_PER_REQUEST, used.microsPer(answered),
          Metric.SERVER_BUSY, used.busyPercent(),
          Metric.OTHERS_BUSY, used.othersPercent());
    }
  }

  private static double micros(long nanos) {
    return nanos / 1e3;
  }
}
