package io.masterserver.bench.soak.client;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The ends that take more than a line. */
final class Endings {

  /** More than the server lets pass by default. */
  private static final int TOO_MANY = 10;

  private Endings() {}

  /** Waits for the server to close as well. */
  static void finish(Visit visit) throws IOException {
    visit.line().finish();
  }

  static void vanishAtWork(Visit visit) throws IOException {
    visit.line().send(EchoSteps.requests(visit, 1 + visit.random().nextInt(50)));
    visit.line().vanish();
  }

  static void cutFrame(Visit visit) throws IOException {
    int length = visit.random().nextInt(EchoSteps.LARGE);
    byte[] frame =
        visit.line().frame(Message.request(EchoSteps.OPCODE, visit.bytes(length), visit.nextId()));
    visit.line().write(Arrays.copyOf(frame, 1 + visit.random().nextInt(frame.length - 1)));
    if (visit.random().nextBoolean()) {
      visit.line().vanish();
    } else {
      visit.line().close();
    }
  }

  static void impossibleFrame(Visit visit) throws IOException {
    visit.line().sendImpossible();
    requireReason(visit.line().untilClosed());
  }

  /** Its reason may be lost: the server closes with bytes unread, if it read them in parts. */
  static void malformedMessages(Visit visit) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < TOO_MANY; i++) {
      bytes.writeBytes(visit.line().frameOfBody(OddSteps.body(visit)));
    }
    visit.line().write(bytes.toByteArray());
    visit.line().untilClosed();
  }

  /** The server gives it a few seconds for its first message. */
  static void silent(Visit visit) throws IOException {
    if (visit.line().bytesUntilClosed() == 0) {
      throw new WrongAnswer("closed without a word (expected: why)");
    }
  }

  static void cutGreeting(Visit visit) throws IOException {
    byte[] greeting = visit.line().greeting();
    visit.line().write(Arrays.copyOf(greeting, visit.random().nextInt(greeting.length + 1)));
    visit.line().vanish();
  }

  private static void requireReason(List<Message> messages) {
    if (messages.isEmpty() || messages.getLast().opcode() != CoreOperations.DISCONNECTED.opcode()) {
      throw new WrongAnswer("closed without a reason (expected: 'disconnected', then the end)");
    }
  }

  /** Asks for large answers and reads none, until the server has had enough. */
  static void deaf(Visit visit) {
    byte[] request =
        visit
            .line()
            .frame(Message.request(EchoSteps.OPCODE, visit.bytes(EchoSteps.LARGE), visit.nextId()));
    try {
      while (true) {
        visit.line().write(request);
      }
    } catch (IOException disconnected) {
      // by the server; if it does not, the watch ends the visit and counts it as wrong
    }
  }
}
