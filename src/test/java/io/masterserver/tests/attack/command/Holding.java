package io.masterserver.tests.attack.command;

import io.masterserver.bench.process.ClassHistogram;
import io.masterserver.bench.process.Holdings;
import io.masterserver.bench.process.ServerProcess;
import java.util.List;

/**
 * What a server holds on to.
 *
 * @param heapBytes of objects that live after a full collection
 * @param connections of any kind, those that have said nothing yet included
 */
record Holding(long heapBytes, int files, int threads, long connections) {

  /** Caches and pools grow to what they need. */
  static final double HEAP_MAY_GROW_PERCENT = 10;

  /** One of each connection, as far as it has come. */
  private static final List<String> CONNECTIONS =
      List.of(
          "io.masterserver.runtime.connection.ConnectionLogic",
          "io.masterserver.runtime.connection.HeadStage$Logic");

  static Holding of(ServerProcess server) {
    ClassHistogram histogram = server.histogram();
    Holdings holdings = server.holdings();
    return new Holding(
        histogram.bytes(),
        Holdings.total(holdings.files()),
        Holdings.total(holdings.threads()),
        CONNECTIONS.stream().mapToLong(name -> histogram.of(name).instances()).sum());
  }

  /** Whether it is no more than {@code before}, but for what may grow. */
  boolean isBackTo(Holding before) {
    return connections <= before.connections()
        && files <= before.files()
        && growthPercent(before) <= HEAP_MAY_GROW_PERCENT;
  }

  /** By how much the heap has grown. */
  double growthPercent(Holding before) {
    return 100.0 * (heapBytes - before.heapBytes()) / before.heapBytes();
  }

  /** Open files, which is quick to find out. */
  static int files(ServerProcess server) {
    return Holdings.total(server.holdings().files());
  }
}
