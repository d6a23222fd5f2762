package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.FrameDecoder.Whole;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * A client as {@link TestServer} sees it. What it announces when it has connected is kept apart
 * from its other messages, and not answered.
 */
final class TestPeer {

  private final Socket socket;
  private final BiConsumer<TestPeer, Message> onMessage;
  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Message> announced = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  TestPeer(Socket socket, BiConsumer<TestPeer, Message> onMessage) {
    this.socket = socket;
    this.onMessage = onMessage;
    Thread.ofVirtual().start(this::readAll);
  }

  /** Returns the next message. */
  Message receive() throws InterruptedException {
    return next(received);
  }

  /** Returns what the client has announced; fails if it has sent something else before. */
  Message receiveAnnouncement() throws InterruptedException {
    return next(announced);
  }

  private static Message next(BlockingQueue<Message> messages) throws InterruptedException {
    Message message = messages.poll(10, SECONDS);
    if (message == null) {
      throw new AssertionError("no message came within 10 s");
    }
    return message;
  }

  <P> void tell(Operation<P> operation, P packet) {
    send(Message.notification(operation.opcode(), operation.packet().encode(packet)));
  }

  <Q> void ask(Request<Q, ?> operation, Q packet, int id) {
    send(Message.request(operation.opcode(), operation.packet().encode(packet), id));
  }

  <A> void answer(Request<?, A> operation, Message request, A answer) {
    respond(request, Status.SUCCESS, operation.answer().encode(answer));
  }

  void respond(Message request, Status status, Bytes data) {
    send(Message.response(request.opcode(), data, request.requestId(), status));
  }

  synchronized void send(Message message) {
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

  /** Waits until the client has closed the connection; returns whether it did. */
  boolean awaitEnd() throws InterruptedException {
    return ended.await(10, SECONDS);
  }

  void close() throws IOException {
    socket.close();
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
          if (message.opcode() == CoreOperations.CAPABILITIES.opcode() && received.isEmpty()) {
            announced.add(message);
          } else {
            received.add(message);
            onMessage.accept(this, message);
          }
        }
      }
    } catch (IOException e) {
      // the same as an end
    } finally {
      ended.countDown();
    }
  }
}
