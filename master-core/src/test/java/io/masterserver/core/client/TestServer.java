package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.wire.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import javax.net.ServerSocketFactory;

/**
 * A server on the loopback interface that does what a test says; waits at most 10 s for anything.
 */
final class TestServer implements AutoCloseable {

  private static final int BACKLOG = 1000;

  private final ServerSocket door;
  private final Thread acceptor;
  private final BlockingQueue<TestPeer> waiting = new LinkedBlockingQueue<>();
  private final Queue<TestPeer> all = new ConcurrentLinkedQueue<>();
  private volatile BiConsumer<TestPeer, Message> onMessage = (peer, message) -> {};

  TestServer() throws IOException {
    this(ServerSocketFactory.getDefault());
  }

  /**
   * @param sockets for servers that speak TLS
   */
  TestServer(ServerSocketFactory sockets) throws IOException {
    door = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    acceptor = Thread.ofVirtual().start(this::acceptAll);
  }

  String host() {
    return door.getInetAddress().getHostAddress();
  }

  int port() {
    return door.getLocalPort();
  }

  String address() {
    return host() + ":" + port();
  }

  /** The client sends nothing of its own accord. */
  ClientBuilder clientBuilder() {
    return MasterClient.builder().address(host(), port()).keepAlive(Duration.ZERO);
  }

  /** Does this with every message of every peer, besides keeping it for {@code receive}. */
  void onMessage(BiConsumer<TestPeer, Message> reaction) {
    onMessage = reaction;
  }

  /** Returns the next connection. */
  TestPeer accept() throws InterruptedException {
    TestPeer peer = waiting.poll(10, SECONDS);
    if (peer == null) {
      throw new AssertionError("no client connected within 10 s");
    }
    return peer;
  }

  private void acceptAll() {
    try {
      while (true) {
        var peer = new TestPeer(door.accept(), onMessage);
        all.add(peer);
        waiting.add(peer);
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  /** When it returns, nobody is connected and nobody can connect. */
  @Override
  public void close() throws IOException {
    door.close();
    awaitEndOfAcceptor(); // until then the socket still listens, whatever close() says
    for (TestPeer peer : all) {
      peer.close();
    }
  }

  private void awaitEndOfAcceptor() {
    try {
      if (!acceptor.join(Duration.ofSeconds(10))) {
        throw new AssertionError("the server did not stop accepting within 10 s");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
