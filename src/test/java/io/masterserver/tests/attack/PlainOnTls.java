package io.masterserver.tests.attack;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.RawWebSocket;
import java.io.IOException;

/** Speaks plainly where TLS is spoken. */
record PlainOnTls() implements Attack {

  @Override
  public String name() {
    return "plain-on-tls";
  }

  @Override
  public String sentence() {
    return "sends plain messages and requests on the TLS ports";
  }

  @Override
  public boolean secure() {
    return true;
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    byte[] message =
        Line.frame(Message.request(EchoModule.ECHO.opcode(), Bytes.ofUtf8("hello"), 1));
    byte[] upgrade = RawWebSocket.upgrade(target.address(Door.WEB_SOCKET), "/ws");
    Crowd.of(
        target.many(20, 500),
        number -> {
          Door door = number % 2 == 0 ? Door.TCP : Door.WEB_SOCKET;
          Line line = target.open(door);
          line.send(door == Door.TCP ? message : upgrade);
          line.awaitEnd();
          target.forget(line);
        });
  }
}
