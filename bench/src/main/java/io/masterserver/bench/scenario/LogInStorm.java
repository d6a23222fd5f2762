package io.masterserver.bench.scenario;

import io.masterserver.bench.account.LogInLoop;
import io.masterserver.bench.load.Load;
import io.masterserver.bench.load.OpenLoop;
import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.report.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * What other clients feel while many log in at once: the latency of their requests before and
 * during it.
 *
 * @param clients that log in with their passwords, as often as they can
 * @param connections of the others
 * @param rate requests per second of the others together
 */
record LogInStorm(int clients, int connections, int rate) implements Scenario {

  @Override
  public String name() {
    return "log-in-storm";
  }

  @Override
  public Set<ServerKind> servers() {
    return Set.of(ServerKind.MASTER);
  }

  @Override
  public List<String> serverOptions() {
    return AccountDatabase.H2.serverOptions();
  }

  @Override
  public Map<Metric, Double> run(ServerProcess server, Phases phases) {
    try (var load = Load.waiting();
        var logIns = LogInLoop.withPasswords(server.address(), clients)) {
      var others = new OpenLoop(load, load.open(server.address(), connections).connections(), rate);
      others.start();
      load.run(phases.warmUp());
      others.record();
      load.run(phases.measured());
      Histogram quiet = others.takeLatencies();
      logIns.start();
      load.run(phases.warmUp());
      others.takeLatencies();
      Measurement measurement = server.measure(name());
      long before = logIns.count();
      load.run(phases.measured());
      long loggedIn = logIns.count() - before;
      Measurement.Used used = measurement.end();
      Histogram storm = others.takeLatencies();
      logIns.stop();
      others.stop();
      return Map.of(
          Metric.LOG_INS_PER_SECOND, loggedIn / used.seconds(),
          Metric.QUIET_P99, micros(quiet),
          Metric.STORM_P99, micros(storm),
          Metric.STORM_BY_QUIET, micros(storm) / micros(quiet),
          Metric.SERVER_BUSY, used.busyPercent(),
          Metric.OTHERS_BUSY, used.othersPercent());
    }
  }

  private static double micros(Histogram latencies) {
    return latencies.getValueAtPercentile(99) / 1e3;
  }
}
