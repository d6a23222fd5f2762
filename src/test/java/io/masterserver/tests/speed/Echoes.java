package io.masterserver.tests.speed;

import io.masterserver.bench.load.ClosedLoop;
import io.masterserver.bench.load.EchoConnection;
import io.masterserver.bench.load.Load;
import io.masterserver.tests.chaos.stage.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections to nodes on which as many requests are answered as the nodes can. Threads: one. */
final class Echoes {

  /** Requests under way on each connection. */
  static final int OUTSTANDING = 16;

  private final Load load;
  private final List<Node> nodes;
  private final List<List<EchoConnection>> connections = new ArrayList<>();

  private Echoes(Load load, List<Node> nodes) {
    this.load = load;
    this.nodes = nodes;
  }

  /** Opens connections, spread evenly over the nodes. */
  static Echoes open(Load load, List<Node> nodes, int connections) {
    var echoes = new Echoes(load, nodes);
    for (Node node : nodes) {
      echoes.connections.add(load.open(node.address(), connections / nodes.size()).connections());
    }
    return echoes;
  }

  /** Asks for so long, and waits for the last answer; every answer is verified. */
  Pace run(Duration time) {
    List<ClosedLoop> loops =
        connections.stream().map(some -> new ClosedLoop(load, some, OUTSTANDING)).toList();
    loops.forEach(ClosedLoop::start);
    ProcessorTime measurement = ProcessorTime.of(nodes);
    long before = answered(loops);
    load.run(time);
    long answered = answered(loops) - before;
    ProcessorTime.Used used = measurement.end();
    loops.forEach(ClosedLoop::stop);
    return new Pace(answered / used.seconds(), used.microsPer(answered));
  }

  private static long answered(List<ClosedLoop> loops) {
    return loops.stream().mapToLong(ClosedLoop::answered).sum();
  }

  /**
   * How it went.
   *
   * @param perSecond requests that were answered
   * @param processorMicros processor time of the nodes for each of them
   */
  record Pace(double perSecond, double processorMicros) {}
}
