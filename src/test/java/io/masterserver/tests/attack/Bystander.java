package io.masterserver.tests.attack;

import static io.masterserver.tests.fixture.RawWebSocket.BINARY;
import static io.masterserver.tests.fixture.RawWebSocket.PING;
import static io.masterserver.tests.fixture.RawWebSocket.PONG;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RawWebSocket;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A client that behaves: asks for echoes, reads them at once, and verifies them. Threads: one asks,
 * another reads.
 */
final class Bystander implements AutoCloseable {

  private record Asked(int id, Bytes data, long dueNanos) {}

  private final Door door;
  private final Socket socket;
  private final DataInputStream in;
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private int lastId;
  private volatile @Nullable String broken;

  private Bystander(Door door, Socket socket) throws IOException {
    this.door = door;
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** Connects, and is answered once: from now on the server knows it. */
  static Bystander connect(Door door, InetSocketAddress server, SocketFactory sockets)
      throws IOException {
    Socket socket = sockets.createSocket(server.getAddress(), server.getPort());
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) Await.LONGEST.toMillis());
      var bystander = new Bystander(door, socket);
      if (door == Door.WEB_SOCKET) {
        bystander.upgrade(server);
      }
      bystander.ask(System.nanoTime());
      if (!bystander.readAnswer(nanos -> {})) {
        throw new IOException(bystander.broken);
      }
      socket.setSoTimeout(0); // whether it is served is for others to say
      return bystander;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void upgrade(InetSocketAddress server) throws IOException {
    send(RawWebSocket.upgrade(server, "/ws"));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("upgrade: '%s' (expected: 101)".formatted(head));
    }
  }

  /**
   * Sends a request.
   *
   * @param dueNanos when it was meant to be sent
   */
  void ask(long dueNanos) {
    int id = ++lastId;
    Bytes data = Bytes.ofUtf8("bystander %08x, request %d".formatted(hashCode(), id));
    asked.add(new Asked(id, data, dueNanos));
    Message request = Message.request(EchoModule.ECHO.opcode(), data, id);
    try {
      send(
          door == Door.TCP
              ? Line.frame(request)
              : RawWebSocket.frame(true, BINARY, RawWebSocket.bytes(request)));
    } catch (IOException e) {
      broken = "cannot send: " + e.getMessage();
    }
  }

  private synchronized void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /**
   * Waits for the next answer.
   *
   * @param latency is told how many nanoseconds after it was due the request was answered
   * @return whether it is the right one
   */
  private boolean readAnswer(LongConsumer latency) throws IOException {
    Message answer = receive();
    Asked request = asked.poll();
    if (request == null
        || answer.responseId() != request.id()
        || answer.status() != Status.SUCCESS
        || !answer.data().equals(request.data())) {
      broken = "%s (expected: the echo of %s)".formatted(answer, request);
      return false;
    }
    latency.accept(System.nanoTime() - request.dueNanos());
    return true;
  }

  /** Reads answers until the connection ends. */
  void readAll(LongConsumer latency, Runnable wrong) {
    try {
      while (true) {
        if (!readAnswer(latency)) {
          wrong.run();
        }
      }
    } catch (IOException e) {
      broken = "cannot read: " + e.getMessage();
    }
  }

  private Message receive() throws IOException {
    if (door == Door.TCP) {
      byte[] frame = new byte[in.readInt()];
      in.readFully(frame);
      return MessageCodec.read(Bytes.wrap(frame));
    }
    while (true) {
      int type = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
      in.readFully(payload);
      switch (type) {
        case BINARY -> {
          return MessageCodec.read(Bytes.wrap(payload));
        }
        case PING -> send(RawWebSocket.frame(true, PONG, payload));
        default -> throw new IOException("frame of type " + type);
      }
    }
  }

  /** What has gone wrong last, if anything has. */
  @Nullable String broken() {
    return broken;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
