package io.masterserver.bench.server;

/** What a server says, as the master server says it, when it can be connected to. */
final class Ready {

  private Ready() {}

  static void announce(String transport, int port) {
    System.out.printf(
        "{\"event\":\"ready\",\"listeners\":[{\"transport\":\"%s\",\"port\":%d}]}%n",
        transport, port);
  }

  /** Reads the port from {@code --port N}. */
  static int port(String[] arguments) {
    if (arguments.length != 2 || !arguments[0].equals("--port")) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: --port N, 0 for any)".formatted(String.join(" ", arguments)));
    }
    return Integer.parseInt(arguments[1]);
  }
}
