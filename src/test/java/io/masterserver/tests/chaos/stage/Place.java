package io.masterserver.tests.chaos.stage;

import java.util.List;

/**
 * Where and how a node runs.
 *
 * @param bindHost where it listens for clients
 * @param clientHost where clients reach it, at the same port
 * @param clusterHost where other nodes reach it
 * @param databaseHost where it reaches the database
 * @param prefix what stands before the command of its JVM; usually nothing
 * @param options its own, for its JVM
 */
public record Place(
    String bindHost,
    String clientHost,
    String clusterHost,
    String databaseHost,
    List<String> prefix,
    List<String> options) {

  private static final String LOOPBACK = "127.0.0.1";

  /** On this machine, like the others. */
  public static Place here() {
    return hereFor(LOOPBACK);
  }

  /** On this machine, and reached by other nodes at an address of it. */
  static Place hereFor(String clusterHost) {
    return new Place(LOOPBACK, LOOPBACK, clusterHost, LOOPBACK, List.of(), List.of());
  }

  /** The same with options for its JVM. */
  public Place with(String... jvmOptions) {
    return new Place(bindHost, clientHost, clusterHost, databaseHost, prefix, List.of(jvmOptions));
  }

  /** The same with a processor of its own, so far as it is the only one there. */
  public Place onProcessor(int number) {
    return new Place(
        bindHost,
        clientHost,
        clusterHost,
        databaseHost,
        List.of("taskset", "-c", Integer.toString(number)),
        options);
  }
}
