package io.masterserver.tests.chaos.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports for who must have the same one again after a restart. */
final class FreePorts {

  private FreePorts() {}

  /** Returns ports that nobody listened on a moment ago, each another one. */
  static List<Integer> take(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new StageFailure("no %d free ports on loopback".formatted(count), e);
    } finally {
      held.forEach(FreePorts::release);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new StageFailure("a port cannot be released", e);
    }
  }
}
