package io.masterserver.tests.attack;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.echo.EchoModule;
import java.io.IOException;
import java.util.List;

/** Uses the ids of requests and responses as nobody should. */
record RequestIds() implements Attack {

  private static final int ECHO = EchoModule.ECHO.opcode();

  /** Flags that promise ids which are not there; fewer than disconnect a client. */
  private static final List<Bytes> WITHOUT_IDS =
      List.of(
          Bytes.ofHex("0000000701000200000000"),
          Bytes.ofHex("0000000702000200000000"),
          Bytes.ofHex("0000000b0300020000000000000001"));

  @Override
  public String name() {
    return "request-ids";
  }

  @Override
  public String sentence() {
    return "one id for all requests, negative ids, answers nobody waits for, both at once";
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    Crowd.of(
        target.many(4, 40),
        number -> {
          Line line = target.enter(Door.TCP);
          for (int id : new int[] {1, -1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            askAlwaysWith(id, line);
          }
          answerNobody(line, traces);
          for (Bytes frame : WITHOUT_IDS) {
            line.send(frame.toArray());
            traces.add(Traces.MALFORMED_MESSAGES, 1);
          }
          askAlwaysWith(7, line); // all before it has been dealt with
          target.forget(line);
          line.close();
        });
  }

  private static void askAlwaysWith(int id, Line line) throws IOException {
    int requests = 20;
    for (int i = 0; i < requests; i++) {
      line.send(Message.request(ECHO, Bytes.ofUtf8("request " + i), id));
    }
    for (int i = 0; i < requests; i++) {
      Message answer = line.receive();
      if (answer.responseId() != id
          || (answer.status() == Status.SUCCESS
              && !answer.data().equals(Bytes.ofUtf8("request " + i)))) {
        throw new IOException(
            "answer to request %d of id %d: %s (expected: its echo)".formatted(i, id, answer));
      }
    }
  }

  private static void answerNobody(Line line, Traces traces) {
    for (int id : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      line.send(Message.response(ECHO, Bytes.ofUtf8("nobody asked"), id, Status.SUCCESS));
      line.send(new Message(ECHO, Bytes.ofUtf8("both"), true, id, true, id, Status.SUCCESS));
      traces.add(Traces.STRAY_RESPONSES, 2);
    }
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(Complaint.DROPPED, Complaint.TOO_MANY);
  }
}
