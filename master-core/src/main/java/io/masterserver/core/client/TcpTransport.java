package io.masterserver.core.client;

import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.FrameDecoder.Decoded;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages over TCP, with or without TLS: each is preceded by its length. */
final class TcpTransport implements Transport {

  private static final Logger LOG = LoggerFactory.getLogger(TcpTransport.class);

  private static final int READ_BYTES = 8 << 10;

  private final Socket tcp;
  private final Socket stream;
  private final InputStream in;
  private final OutputStream out;
  private final FrameDecoder decoder;
  private final byte[] buffer = new byte[READ_BYTES];

  /**
   * @param tcp to be closed in a hurry: never waits, unlike closing a TLS socket that is written to
   * @param stream to read and write; the same as {@code tcp} without TLS
   * @param maxFrameLength longest message accepted, in bytes
   */
  TcpTransport(Socket tcp, Socket stream, int maxFrameLength) throws IOException {
    this.tcp = tcp;
    this.stream = stream;
    this.in = stream.getInputStream();
    this.out = stream.getOutputStream();
    this.decoder = new FrameDecoder(maxFrameLength);
  }

  @Override
  public boolean await() throws IOException {
    int count = in.read(buffer);
    if (count < 0) {
      return false;
    }
    // Messages are views of what the decoder gets, so it gets a copy of its own.
    decoder.offer(Arrays.copyOf(buffer, count), 0, count);
    return true;
  }

  @Override
  public @Nullable Decoded next() {
    return decoder.next();
  }

  @Override
  public String farewell() {
    return "the server closed the connection";
  }

  @Override
  public void write(WireWriter frames) throws IOException {
    out.write(frames.toArray());
  }

  @Override
  public void finish() throws IOException {
    stream.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      tcp.close();
    } catch (IOException e) {
      LOG.debug("Closing the connection to {} failed", tcp.getRemoteSocketAddress(), e);
    }
  }
}
