package io.masterserver.tests.attack;

import static io.masterserver.tests.fixture.RawWebSocket.BINARY;
import static io.masterserver.tests.fixture.RawWebSocket.CONTINUATION;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.fixture.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Sends a long message byte by byte, each in a frame of its own, then one that is never whole. */
record Fragments() implements Attack {

  /** Near to the longest message that is accepted. */
  private static final int MESSAGE_BYTES = 120_000;

  private static final int EMPTY_PER_WRITE = 10_000;

  @Override
  public String name() {
    return "fragments";
  }

  @Override
  public String sentence() {
    return "sends %,d fragments of one byte, then empty ones without end".formatted(MESSAGE_BYTES);
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    byte[] legal = inFragments();
    byte[] first = RawWebSocket.frame(false, BINARY, new byte[0]);
    byte[] empty = emptyFragments();
    Crowd.of(
        target.many(2, 20),
        number -> {
          Line line = target.enter(Door.WEB_SOCKET);
          boolean open = line.send(legal) && line.send(first);
          while (open) {
            open = line.send(empty) && !line.isEndedWithin(Drip.AT_ONCE);
          }
          traces.addMalformedFrame();
          target.forget(line);
          line.close();
        });
  }

  private static byte[] inFragments() {
    byte[] message =
        RawWebSocket.bytes(
            Message.request(EchoModule.ECHO.opcode(), Bytes.wrap(new byte[MESSAGE_BYTES]), 1));
    var frames = new ByteArrayOutputStream();
    for (int i = 0; i < message.length; i++) {
      int type = i == 0 ? BINARY : CONTINUATION;
      frames.writeBytes(RawWebSocket.frame(i == message.length - 1, type, new byte[] {message[i]}));
    }
    return frames.toByteArray();
  }

  private static byte[] emptyFragments() {
    var frames = new ByteArrayOutputStream();
    for (int i = 0; i < EMPTY_PER_WRITE; i++) {
      frames.writeBytes(RawWebSocket.frame(false, CONTINUATION, new byte[0]));
    }
    return frames.toByteArray();
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(Complaint.disconnected("WebSocket message.*"));
  }
}
