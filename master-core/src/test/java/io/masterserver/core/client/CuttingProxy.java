package io.masterserver.core.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a client and a server, and cuts each connection after some bytes, which it carries
 * to the last one. Where it cuts is random, and the same for the same seed.
 */
final class CuttingProxy implements AutoCloseable {

  /** The first connection lives at least until the session is open. */
  private static final int FIRST_BYTES = 300;

  private static final int MOST_BYTES = 1500;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final int server;
  private final Random random;

  CuttingProxy(int server, long seed) throws IOException {
    this.server = server;
    this.random = new Random(seed);
    Thread.ofVirtual().start(this::acceptAll);
  }

  int port() {
    return door.getLocalPort();
  }

  int connections() {
    return sockets.size() / 2;
  }

  private void acceptAll() {
    int least = FIRST_BYTES;
    try {
      while (true) {
        Socket client = door.accept();
        var behind = new Socket(InetAddress.getLoopbackAddress(), server);
        sockets.add(client);
        sockets.add(behind);
        carry(client, behind, least + random.nextInt(MOST_BYTES));
        carry(behind, client, least + random.nextInt(MOST_BYTES));
        least = 1;
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void carry(Socket from, Socket to, int most) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (from;
                  to) {
                carryBytes(from, to, most);
              } catch (IOException e) {
                // cut by the other direction
              }
            });
  }

  private static void carryBytes(Socket from, Socket to, int most) throws IOException {
    byte[] buffer = new byte[most];
    int left = most;
    while (left > 0) {
      int count = from.getInputStream().read(buffer, 0, left);
      if (count < 0) {
        return;
      }
      to.getOutputStream().write(buffer, 0, count);
      left -= count;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
