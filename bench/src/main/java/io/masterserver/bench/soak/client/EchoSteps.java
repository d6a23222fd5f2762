package io.masterserver.bench.soak.client;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whatever is sent comes back. */
final class EchoSteps {

  static final int OPCODE = EchoModule.ECHO.opcode();

  /** As large as the server lets messages be, all but. */
  static final int LARGE = 120_000;

  private EchoSteps() {}

  static void one(Visit visit) throws IOException {
    same(visit, visit.random().nextInt(2_000));
  }

  static void large(Visit visit) throws IOException {
    same(visit, visit.random().nextInt(LARGE));
  }

  private static void same(Visit visit, int length) throws IOException {
    Bytes sent = visit.bytes(length);
    check(visit.ask(OPCODE, sent), sent);
  }

  /** More than the server handles at a time, in one write. */
  static void many(Visit visit) throws IOException {
    List<Message> requests = requests(visit, 1 + visit.random().nextInt(100));
    visit.line().send(requests);
    for (Message request : requests) {
      check(visit.response(OPCODE, request.requestId()), request.data());
    }
  }

  static List<Message> requests(Visit visit, int count) {
    List<Message> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Bytes data = visit.bytes(visit.random().nextInt(200));
      requests.add(Message.request(OPCODE, data, visit.nextId()));
    }
    return requests;
  }

  private static void check(Message answer, Bytes sent) {
    if (answer.status() != Status.SUCCESS || !answer.data().equals(sent)) {
      throw new WrongAnswer(
          "echo: %s, %d bytes (expected: SUCCESS and the %d bytes sent)"
              .formatted(answer.status(), answer.data().length(), sent.length()));
    }
  }
}
