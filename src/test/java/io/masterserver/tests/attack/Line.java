package io.masterserver.tests.attack;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RawWebSocket;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * One connection of an attacker. That the server ends it is no error: it is what an attacker has to
 * expect. Threads: one, but {@link #vanish} may be called by any.
 */
final class Line {

  /** So little that the operating system does not read much on behalf of who reads nothing. */
  private static final int RECEIVE_BUFFER_BYTES = 16 * 1024;

  private final Socket socket;
  private final DataInputStream in;

  private Line(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static Line open(InetSocketAddress server, InetAddress from) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(server, (int) Await.LONGEST.toMillis());
      socket.setSoTimeout((int) Await.LONGEST.toMillis());
      return new Line(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Asks for a WebSocket; the server must agree. */
  void upgrade(InetSocketAddress server) throws IOException {
    send(RawWebSocket.upgrade(server, "/ws"));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("upgrade: '%s' (expected: 101)".formatted(head));
    }
  }

  /** Sends bytes as they are; returns false if the server has ended the connection. */
  boolean send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends a message as it travels over TCP. */
  boolean send(Message message) {
    return send(frame(message));
  }

  static byte[] frame(Message message) {
    var out = new WireWriter();
    MessageCodec.writeFrame(message, out);
    return out.toArray();
  }

  /** Returns the next message, as it travels over TCP. */
  Message receive() throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return MessageCodec.read(Bytes.wrap(frame));
  }

  /** Returns whether the server ends the connection in time; reads what it says before. */
  boolean isEndedWithin(Duration time) throws IOException {
    try {
      socket.setSoTimeout((int) time.toMillis());
      byte[] some = new byte[RECEIVE_BUFFER_BYTES];
      while (in.read(some) >= 0) {}
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  /** Returns when the server has ended the connection, which it must. */
  void awaitEnd() throws IOException {
    if (!isEndedWithin(Await.LONGEST)) {
      throw new IOException(
          "still open after " + Await.LONGEST + " (expected: closed by the server)");
    }
    socket.close();
  }

  /** Closes it in order. */
  void close() throws IOException {
    socket.close();
  }

  /** Ends the connection without a word: the server sees a reset. */
  void vanish() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it has ended already
    }
  }
}
