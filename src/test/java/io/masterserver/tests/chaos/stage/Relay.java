package io.masterserver.tests.chaos.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Passes connections on, byte by byte. A program as well: it may run in a network of its own. */
public final class Relay implements AutoCloseable {

  private static final int BACKLOG = 1000;
  private static final int ARGUMENTS = 4;

  private final ServerSocket door;
  private final InetSocketAddress target;

  private Relay(ServerSocket door, InetSocketAddress target) {
    this.door = door;
    this.target = target;
  }

  /** Listens on one address, and connects to another one for each who comes. */
  static Relay open(String host, int port, String toHost, int toPort) {
    try {
      var door = new ServerSocket(port, BACKLOG, InetAddress.getByName(host));
      var relay = new Relay(door, new InetSocketAddress(toHost, toPort));
      Thread.ofPlatform().name("relay-" + port).start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new StageFailure("no relay on %s:%d: %s".formatted(host, port, e.getMessage()), e);
    }
  }

  /** {@code HOST PORT TO-HOST TO-PORT}; runs until it is killed. */
  public static void main(String[] arguments) {
    if (arguments.length != ARGUMENTS) {
      throw new IllegalArgumentException("expected: HOST PORT TO-HOST TO-PORT");
    }
    Relay unused =
        open(
            arguments[0],
            Integer.parseInt(arguments[1]),
            arguments[2],
            Integer.parseInt(arguments[3]));
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket from = door.accept();
        Thread.ofVirtual().start(() -> connect(from));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket from) {
    try {
      var to = new Socket(target.getAddress(), target.getPort());
      from.setTcpNoDelay(true);
      to.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> pass(from, to));
      pass(to, from);
    } catch (IOException e) {
      closeQuietly(from);
    }
  }

  /** When one side ends, so does the other. */
  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new StageFailure("a socket cannot be closed", e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new StageFailure("a relay cannot be closed", e);
    }
  }
}
