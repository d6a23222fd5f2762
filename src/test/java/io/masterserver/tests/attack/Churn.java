package io.masterserver.tests.attack;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.RawWebSocket;
import java.io.IOException;
import java.util.List;

/** Connects and resets, again and again: before a word, and before the answer to the first. */
record Churn(String name, boolean secure) implements Attack {

  @Override
  public String sentence() {
    return "connects and resets, again and again";
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    byte[] message =
        Line.frame(Message.request(EchoModule.ECHO.opcode(), Bytes.ofUtf8("hello"), 1));
    byte[] upgrade = RawWebSocket.upgrade(target.address(Door.WEB_SOCKET), "/ws");
    byte[] hello = TlsOnPlain.clientHello();
    for (int i = 0; i < target.many(100, 1000); i++) {
      for (Door door : Door.values()) {
        target.forget(vanished(target.open(door)));
        Line line = target.open(door);
        line.send(secure ? hello : door == Door.TCP ? message : upgrade);
        target.forget(vanished(line));
      }
    }
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(Complaint.TOO_MANY, Complaint.CROWDED_OUT);
  }

  private static Line vanished(Line line) {
    line.vanish();
    return line;
  }
}
