package io.masterserver.core.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketListener;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.BinaryFrame;

/** A client that came by WebSocket. */
final class WebSocketTestPeer extends TestPeer {

  private static final long PATIENCE_NANOS = SECONDS.toNanos(10);
  private static final long REMINDER_NANOS = 1_000_000;

  private final WebSocketListener server;
  private final WebSocket socket;
  private final String resource;
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

  WebSocketTestPeer(
      WebSocketListener server,
      WebSocket socket,
      String resource,
      BiConsumer<TestPeer, Message> onMessage) {
    super(onMessage);
    this.server = server;
    this.socket = socket;
    this.resource = resource;
  }

  /** Path and query that the client asked for. */
  String resource() {
    return resource;
  }

  @Override
  void send(Message message) {
    sendMessage(encode(message));
  }

  /** Sends a WebSocket message. */
  void sendMessage(byte[] bytes) {
    try {
      socket.send(bytes);
    } catch (WebsocketNotConnectedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    remindServer();
  }

  void sendText(Message message) {
    socket.send(new String(encode(message), UTF_8));
    remindServer();
  }

  /** Sends a message in fragments of at most {@code size} bytes, and a ping behind each. */
  void sendFragmented(Message message, int size) {
    ByteBuffer bytes = ByteBuffer.wrap(encode(message));
    while (bytes.hasRemaining()) {
      int length = Math.min(size, bytes.remaining());
      ByteBuffer fragment = bytes.slice(bytes.position(), length);
      bytes.position(bytes.position() + length);
      socket.sendFragmentedFrame(Opcode.BINARY, fragment, !bytes.hasRemaining());
      socket.sendPing();
    }
    remindServer();
  }

  /** Sends a frame as if it were compressed, which nobody asked for. */
  void sendReservedBit() {
    var frame = new BinaryFrame();
    frame.setRSV1(true);
    frame.setPayload(ByteBuffer.allocate(10));
    socket.sendFrame(frame);
    remindServer();
  }

  /**
   * Reminds the server to write: it forgets what it is given at the moment in which it has written
   * all that was there before. By a thread of its own, because the server's must not wait.
   */
  private void remindServer() {
    Thread.ofVirtual().start(this::remindUntilWritten);
  }

  private void remindUntilWritten() {
    long started = System.nanoTime();
    while (socket.hasBufferedData() && System.nanoTime() - started < PATIENCE_NANOS) {
      server.onWriteDemand(socket);
      LockSupport.parkNanos(REMINDER_NANOS);
    }
  }

  private static byte[] encode(Message message) {
    var out = new WireWriter();
    MessageCodec.write(message, out);
    return out.toArray();
  }

  @Override
  void close() {
    socket.close();
    remindServer();
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  /** Hangs up without a close frame. */
  void hangUp() {
    socket.closeConnection(1006, "");
  }

  /** The code of the close frame that the client sent; 1006 if it sent none. */
  int closeCode() throws Exception {
    return closeCode.get(10, SECONDS);
  }

  void closed(int code) {
    closeCode.complete(code);
    ended();
  }
}
