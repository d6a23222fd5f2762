package io.masterserver.tests.attack;

import static io.masterserver.tests.fixture.RawWebSocket.BINARY;
import static io.masterserver.tests.fixture.RawWebSocket.CLOSE;

import io.masterserver.core.wire.Bytes;
import io.masterserver.tests.fixture.RawWebSocket;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Begins one thing, and goes on with another. */
record ChangedMind() implements Attack {

  /** 54 bytes of a frame of 100, whose flags do not exist. */
  private static final byte[] HALF_A_FRAME = Arrays.copyOf(Bytes.ofHex("0000006480").toArray(), 54);

  private static final byte[] NORMAL_CLOSE =
      RawWebSocket.frame(true, CLOSE, new byte[] {0x03, (byte) 0xe8});

  @Override
  public String name() {
    return "changed-mind";
  }

  @Override
  public String sentence() {
    return "half a frame, then another protocol, a reset, or a farewell";
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    byte[] upgrade = RawWebSocket.upgrade(target.address(Door.WEB_SOCKET), "/ws");
    byte[] hello = TlsOnPlain.clientHello();
    Crowd.of(
        target.many(4, 50),
        number -> {
          frameThenUpgrade(target, upgrade, traces);
          upgradeThenTls(target, upgrade, hello, traces);
          resets(target, upgrade);
          closes(target);
        });
  }

  private static void frameThenUpgrade(Target target, byte[] upgrade, Traces traces)
      throws IOException {
    Line line = target.open(Door.TCP);
    line.send(HALF_A_FRAME);
    line.send(upgrade);
    end(target, line);
    traces.add(Traces.MALFORMED_MESSAGES, 1); // what the upgrade makes of the frame
    traces.addMalformedFrame(); // what is left of the upgrade
  }

  private static void upgradeThenTls(Target target, byte[] upgrade, byte[] hello, Traces traces)
      throws IOException {
    Line line = target.open(Door.WEB_SOCKET);
    line.send(half(upgrade));
    line.send(hello);
    end(target, line);
    traces.addLateHandshake(Door.WEB_SOCKET, false);
  }

  private static void resets(Target target, byte[] upgrade) throws IOException {
    Line frame = target.open(Door.TCP);
    frame.send(HALF_A_FRAME);
    Line request = target.open(Door.WEB_SOCKET);
    request.send(half(upgrade));
    Line message = target.enter(Door.WEB_SOCKET);
    message.send(half(RawWebSocket.frame(true, BINARY, new byte[100])));
    for (Line line : List.of(frame, request, message)) {
      target.forget(line);
      line.vanish();
    }
  }

  private static void closes(Target target) throws IOException {
    Line withinFrame = target.enter(Door.WEB_SOCKET);
    withinFrame.send(half(RawWebSocket.frame(true, BINARY, new byte[100])));
    withinFrame.send(NORMAL_CLOSE); // the server takes it for a part of the frame
    target.forget(withinFrame);
    withinFrame.close();
    Line withinMessage = target.enter(Door.WEB_SOCKET);
    withinMessage.send(RawWebSocket.frame(false, BINARY, new byte[100]));
    withinMessage.send(NORMAL_CLOSE);
    end(target, withinMessage);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static void end(Target target, Line line) throws IOException {
    line.awaitEnd();
    target.forget(line);
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(
        Complaint.DROPPED, Complaint.disconnected("frame length: .*"), Complaint.CROWDED_OUT);
  }
}
