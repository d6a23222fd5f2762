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

  /** Open files, which is quick to find out. */
  static int files(ServerProcess server) {
    return Holdings.total(server.holdings().files());
  }
}
