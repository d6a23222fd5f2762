package io.masterserver.tests.forming;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that were free a moment ago, for what must know its port before it has it. */
final class FreePorts {

  private static final int TRIES = 100;

  private FreePorts() {}

  static int one() throws IOException {
    return withFreeSuccessor(0);
  }

  /** Returns a free port; so is the one that is {@code distance} higher. */
  static int withFreeSuccessor(int distance) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = first.getLocalPort();
        if (distance == 0 || isFree(port + distance)) {
          return port;
        }
      }
    }
    throw new AssertionError("no two free ports at a distance of " + distance);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
