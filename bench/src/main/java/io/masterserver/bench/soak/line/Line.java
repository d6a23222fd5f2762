package io.masterserver.bench.soak.line;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection. Threads: one, but {@link #vanish} and {@link #close} may be called by any.
 *
 * <p>No wait for the server is longer than {@link #PATIENCE}, except that of a writer: whoever
 * floods the server has somebody who calls {@link #vanish} in time.
 */
public final class Line implements AutoCloseable {

  /** How long the server may leave a client without what is due to it. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So little that the operating system does not read much on behalf of who reads nothing. */
  private static final int RECEIVE_BUFFER_BYTES = 32 * 1024;

  private final Framing framing;
  private final Socket socket;
  private final DataInputStream in;

  private Line(Framing framing, Socket socket, DataInputStream in) {
    this.framing = framing;
    this.socket = socket;
    this.in = in;
  }

  /**
   * Connects; nothing is said yet.
   *
   * @param from the client's own address; its port may be 0
   */
  public static Line open(Door door, InetSocketAddress from) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.bind(from);
      socket.connect(door.address(), (int) PATIENCE.toMillis());
      return new Line(door.framing(), socket, new DataInputStream(socket.getInputStream()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  // ---- as agreed --------------------------------------------------------------------------------

  /** Says what comes before the first message, and hears what the server says to that. */
  public void greet() throws IOException {
    write(framing.greeting());
    framing.readGreeting(in);
  }

  /** Sends all of them in one write. */
  public void send(List<Message> messages) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (Message message : messages) {
      bytes.writeBytes(frame(message));
    }
    write(bytes.toByteArray());
  }

  /**
   * Waits for the next message.
   *
   * @throws EOFException if the server has closed the connection, with its reason if it gave one
   */
  public Message receive() throws IOException {
    Message message = MessageCodec.read(Bytes.wrap(framing.next(in, socket.getOutputStream())));
    if (message.opcode() == CoreOperations.DISCONNECTED.opcode()) {
      throw new EOFException("disconnected by the server: " + message.data().utf8());
    }
    return message;
  }

  /** Says that nothing more will come, and reads what is still on its way. */
  public List<Message> finish() throws IOException {
    Optional<byte[]> farewell = framing.farewell();
    if (farewell.isPresent()) {
      write(farewell.get());
    } else {
      socket.shutdownOutput();
    }
    return untilClosed();
  }

  /**
   * Waits until the server closes the connection, which it must.
   *
   * @return what it has said before, the reason included
   */
  public List<Message> untilClosed() throws IOException {
    List<Message> messages = new ArrayList<>();
    try {
      while (true) {
        messages.add(MessageCodec.read(Bytes.wrap(framing.next(in, socket.getOutputStream()))));
      }
    } catch (EOFException | SocketException e) {
      return messages;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  // ---- not as agreed ----------------------------------------------------------------------------

  /** The bytes of a message, to be cut off somewhere. */
  public byte[] frame(Message message) {
    var out = new WireWriter();
    MessageCodec.write(message, out);
    return framing.frame(out.toArray());
  }

  /** Sends a frame that holds {@code body} in place of a message. */
  public void sendBody(byte[] body) throws IOException {
    write(frameOfBody(body));
  }

  /** A frame that holds {@code body} in place of a message. */
  public byte[] frameOfBody(byte[] body) {
    return framing.frame(body);
  }

  /** What {@link #greet} says, to be cut off somewhere; may be empty. */
  public byte[] greeting() {
    return framing.greeting();
  }

  /**
   * Waits until the server closes a connection on which no greeting was said.
   *
   * @return how many bytes it has said before
   */
  public long bytesUntilClosed() throws IOException {
    return in.transferTo(OutputStream.nullOutputStream());
  }

  /** Sends what the server cannot make sense of any more. */
  public void sendImpossible() throws IOException {
    write(framing.impossible());
  }

  /** Sends bytes as they are. */
  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Ends the connection without a word, if it is open: the server sees a reset. */
  public void vanish() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it has ended already
    }
  }
}
