package io.masterserver.bench.scenario;

import io.masterserver.bench.load.ClosedLoop;
import io.masterserver.bench.load.Load;
import io.masterserver.bench.load.Wire;
import io.masterserver.bench.process.Measurement;
import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.process.Transport;
import io.masterserver.bench.report.Metric;
import java.util.Map;
import java.util.Set;

/**
 * As many requests as the server can answer.
 *
 * @param transport what the servers are reached over
 * @param connections open at once
 * @param outstanding requests under way on each
 */
record Throughput(Transport transport, int connections, int outstanding) implements Scenario {

  @Override
  public String name() {
    String size = "%dx%d".formatted(connections, outstanding);
    return switch (transport) {
      case TCP -> size;
      case WS -> "ws-" + size;
    };
  }

  @Override
  public Set<ServerKind> servers() {
    return ServerKind.over(transport);
  }

  @Override
  public Map<Metric, Double> run(ServerProcess server, Phases phases) {
    try (var load = Load.polling()) {
      Load.Opened opened = load.open(server.address(), connections, wire(server.kind()));
      var loop = new ClosedLoop(load, opened.connections(), outstanding);
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

  private static Wire wire(ServerKind kind) {
    return switch (kind) {
      case NETTY, PEKKO, MASTER, MASTER_PEKKO_TCP -> Wire.TCP;
      case NETTY_WS, PEKKO_HTTP_WS -> Wire.WEB_SOCKET_SENT_BACK;
      case MASTER_WS -> Wire.WEB_SOCKET;
    };
  }
}
