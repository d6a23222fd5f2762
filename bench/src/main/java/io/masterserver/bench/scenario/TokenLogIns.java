package io.masterserver.bench.scenario;

import io.masterserver.bench.account.LogInLoop;
import io.masterserver.bench.load.Load;
import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.report.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * As many log-ins with a token as the server takes, each on a new connection.
 *
 * @param clients at once
 */
record TokenLogIns(AccountDatabase database, int clients) implements Scenario {

  @Override
  public String name() {
    return "token-log-ins-" + database.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<ServerKind> servers() {
    return Set.of(ServerKind.MASTER);
  }

  @Override
  public List<String> serverOptions() {
    return database.serverOptions();
  }

  @Override
  public Map<Metric, Double> run(ServerProcess server, Phases phases) {
    try (var load = Load.waiting();
        var logIns = LogInLoop.withTokens(server.address(), clients)) {
      logIns.start();
      load.run(phases.warmUp());
      Measurement measurement = server.measure(name());
      long before = logIns.count();
      load.run(phases.measured());
      long loggedIn = logIns.count() - before;
      Measurement.Used used = measurement.end();
      logIns.stop();
      return Map.of(
          Metric.LOG_INS_PER_SECOND, loggedIn / used.seconds(),
          Metric.CPU_PER_LOG_IN, used.microsPer(loggedIn),
          Metric.SERVER_BUSY, used.busyPercent(),
          Metric.OTHERS_BUSY, used.othersPercent());
    }
  }
}
