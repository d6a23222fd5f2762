package io.masterserver.tests.attack;

import static io.masterserver.tests.fixture.RawWebSocket.PING;

import io.masterserver.tests.fixture.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Pings without end, and takes no pong. */
record PingFlood() implements Attack {

  private static final int PAYLOAD_BYTES = 125;
  private static final int PINGS_PER_WRITE = 500;

  @Override
  public String name() {
    return "ping-flood";
  }

  @Override
  public String sentence() {
    return "pings with %d bytes without end, and never reads".formatted(PAYLOAD_BYTES);
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    byte[] pings = pings();
    Crowd.of(
        target.many(4, 40),
        number -> {
          Line line = target.enter(Door.WEB_SOCKET);
          while (line.send(pings)) {}
          traces.addMalformedFrame();
          target.forget(line);
          line.close();
        });
  }

  private static byte[] pings() {
    var pings = new ByteArrayOutputStream();
    for (int i = 0; i < PINGS_PER_WRITE; i++) {
      pings.writeBytes(RawWebSocket.frame(true, PING, new byte[PAYLOAD_BYTES]));
    }
    return pings.toByteArray();
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(Complaint.disconnected("WebSocket pings: too many .*"));
  }
}
