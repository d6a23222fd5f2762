package io.masterserver.core.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** Accepts clients on TCP, with or without TLS. */
final class TcpTestServer extends TestServer {

  private static final int BACKLOG = 1000;

  private final ServerSocket door;
  private final Thread acceptor;
  private final String suffix;
  private final Queue<TestPeer> all = new ConcurrentLinkedQueue<>();

  TcpTestServer() throws IOException {
    this(ServerSocketFactory.getDefault(), "");
  }

  TcpTestServer(SSLContext tls) throws IOException {
    this(tls.getServerSocketFactory(), " with TLS");
  }

  private TcpTestServer(ServerSocketFactory sockets, String suffix) throws IOException {
    this.door = sockets.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.suffix = suffix;
    this.acceptor = Thread.ofVirtual().start(this::acceptAll);
  }

  @Override
  int port() {
    return door.getLocalPort();
  }

  @Override
  String name() {
    return address() + suffix;
  }

  @Override
  ClientBuilder clientBuilder() {
    return super.clientBuilder().address(host(), port());
  }

  private void acceptAll() {
    try {
      while (true) {
        var peer = new TcpTestPeer(door.accept(), onMessage());
        all.add(peer);
        accepted(peer);
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  @Override
  public void close() throws Exception {
    door.close();
    // Until then the socket still listens, whatever close() says.
    if (!acceptor.join(Duration.ofSeconds(10))) {
      throw new AssertionError("the server did not stop accepting within 10 s");
    }
    for (TestPeer peer : all) {
      peer.close();
    }
  }
}
