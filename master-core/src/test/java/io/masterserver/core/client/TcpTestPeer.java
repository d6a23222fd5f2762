package io.masterserver.core.client;

import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.FrameDecoder.Whole;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** A client that came by TCP. */
final class TcpTestPeer extends TestPeer {

  private final Socket socket;

  TcpTestPeer(Socket socket, BiConsumer<TestPeer, Message> onMessage) {
    super(onMessage);
    this.socket = socket;
    Thread.ofVirtual().start(this::readAll);
  }

  @Override
  void send(Message message) {
    var out = new WireWriter();
    MessageCodec.writeFrame(message, out);
    sendBytes(out.toArray());
  }

  synchronized void sendBytes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readAll() {
    var decoder = new FrameDecoder(1 << 24);
    byte[] buffer = new byte[8192];
    try (socket) {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        decoder.offer(Arrays.copyOf(buffer, n), 0, n);
        while (decoder.next() instanceof Whole(Message message)) {
          received(message);
        }
      }
    } catch (IOException e) {
      // the same as an end
    } finally {
      ended();
    }
  }
}
