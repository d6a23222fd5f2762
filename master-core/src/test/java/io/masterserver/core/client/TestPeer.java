package io.masterserver.core.client;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * A client as {@link TestServer} sees it. What it announces when it has connected is kept apart
 * from its other messages, and not answered.
 */
abstract class TestPeer {

  private final BiConsumer<TestPeer, Message> onMessage;
  private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Message> announced = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  TestPeer(BiConsumer<TestPeer, Message> onMessage) {
    this.onMessage = onMessage;
  }

  /** Returns the next message. */
  Message receive() throws InterruptedException {
    return next(received);
  }

  /** Whether all messages that have come so far were received. */
  boolean saysNothing() {
    return received.isEmpty();
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

  abstract void send(Message message);

  /** Waits until the connection has ended; returns whether it did. */
  boolean awaitEnd() throws InterruptedException {
    return ended.await(10, SECONDS);
  }

  abstract void close();

  void received(Message message) {
    if (message.opcode() == CoreOperations.CAPABILITIES.opcode() && received.isEmpty()) {
      announced.add(message);
    } else {
      received.add(message);
      onMessage.accept(this, message);
    }
  }

  void ended() {
    ended.countDown();
  }
}
