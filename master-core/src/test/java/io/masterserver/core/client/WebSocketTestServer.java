package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.MessageCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;

/** Accepts clients on WebSocket, at any path, with or without TLS. */
final class WebSocketTestServer extends TestServer {

  private static final int STOP_MILLIS = 10_000;

  private final Door door = new Door();
  private final String scheme;

  WebSocketTestServer() throws InterruptedException {
    scheme = "ws";
    door.open();
  }

  WebSocketTestServer(SSLContext tls) throws InterruptedException {
    scheme = "wss";
    door.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(tls));
    door.open();
  }

  @Override
  int port() {
    return door.getPort();
  }

  @Override
  String name() {
    return uri("/ws").toString();
  }

  URI uri(String path) {
    return URI.create(scheme + "://" + address() + path);
  }

  @Override
  ClientBuilder clientBuilder() {
    return clientBuilder("");
  }

  ClientBuilder clientBuilder(String path) {
    return super.clientBuilder().webSocket(uri(path));
  }

  @Override
  WebSocketTestPeer accept() throws InterruptedException {
    return (WebSocketTestPeer) super.accept();
  }

  @Override
  public void close() throws InterruptedException {
    door.stop(STOP_MILLIS);
  }

  private final class Door extends WebSocketServer {

    private final CountDownLatch started = new CountDownLatch(1);

    Door() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      setConnectionLostTimeout(0); // no pings of its own
      setTcpNoDelay(true);
    }

    void open() throws InterruptedException {
      start();
      if (!started.await(10, SECONDS)) {
        throw new AssertionError("the server did not start within 10 s");
      }
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      var peer =
          new WebSocketTestPeer(
              this,
              socket,
              handshake.getResourceDescriptor(),
              WebSocketTestServer.this.onMessage());
      socket.setAttachment(peer);
      accepted(peer);
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
      byte[] message = new byte[bytes.remaining()];
      bytes.get(message);
      socket.<TestPeer>getAttachment().received(MessageCodec.read(Bytes.wrap(message)));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      throw new AssertionError("the client sent text");
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean byClient) {
      WebSocketTestPeer peer = socket.getAttachment();
      if (peer != null) {
        peer.closed(code);
      }
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
      // the same as an end
    }
  }
}
