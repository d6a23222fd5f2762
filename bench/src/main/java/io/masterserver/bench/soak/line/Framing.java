package io.masterserver.bench.soak.line;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** How messages become bytes on a connection, and bytes messages. Threads: any; keeps nothing. */
public interface Framing {

  /** What the client says before its first message; may be empty. */
  byte[] greeting();

  /** Reads the server's answer to the greeting. */
  void readGreeting(DataInputStream in) throws IOException;

  /** The bytes in which {@code message} travels to the server. */
  byte[] frame(byte[] message);

  /**
   * Waits for the next message from the server.
   *
   * @param out for what the transport itself has to answer meanwhile
   * @throws java.io.EOFException if the server has ended the connection
   */
  byte[] next(DataInputStream in, OutputStream out) throws IOException;

  /** The client's last word, if there is one; if not, the end of its bytes says the same. */
  Optional<byte[]> farewell();

  /** Bytes in place of a frame, after which the server has to end the connection. */
  byte[] impossible();
}
