package io.masterserver.tests.attack;

import static io.masterserver.tests.fixture.RawWebSocket.BINARY;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.RawWebSocket;
import java.io.IOException;
import java.util.List;

/** Asks for large answers as fast as it can, and reads none of them. */
record Flood(String name, Door door) implements Attack {

  private static final int ANSWER_BYTES = 120_000;

  @Override
  public String sentence() {
    return "asks for echoes of %,d bytes without end, and never reads".formatted(ANSWER_BYTES);
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    byte[] request = request();
    Crowd.of(
        target.many(4, 40),
        number -> {
          Line line = target.enter(door);
          while (line.send(request)) {}
          traces.addClosed("slow-consumer");
          target.forget(line);
          line.close();
        });
  }

  private byte[] request() {
    Message message =
        Message.request(EchoModule.ECHO.opcode(), Bytes.wrap(new byte[ANSWER_BYTES]), 1);
    return door == Door.TCP
        ? Line.frame(message)
        : RawWebSocket.frame(true, BINARY, RawWebSocket.bytes(message));
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(Complaint.disconnected("the client is too slow: .*"), Complaint.TOO_MANY);
  }
}
