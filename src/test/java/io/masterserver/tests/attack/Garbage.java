package io.masterserver.tests.attack;

import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Sends what chance says, to every listener, and into an open WebSocket. */
record Garbage(String name, boolean secure) implements Attack {

  /** More than the longest head of a request. */
  private static final int BYTES = 20 * 1024;

  /** Bits of the first byte of a frame that must be 0. */
  private static final int RESERVED = 0x70;

  @Override
  public String sentence() {
    return "sends %,d random bytes on each of many connections".formatted(BYTES);
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    Crowd.of(
        target.many(20, 500),
        number -> {
          Random random = new Random(number);
          for (Door door : Door.values()) {
            spoil(target, target.open(door), bytes(random));
          }
          if (!secure) {
            traces.addMalformedFrame(); // a length out of range
            traces.addResponse(431); // too long a head
            spoilWebSocket(target, bytes(random));
            traces.addMalformedFrame();
          }
        });
  }

  private static void spoilWebSocket(Target target, byte[] frames) throws IOException {
    frames[0] |= RESERVED;
    spoil(target, target.enter(Door.WEB_SOCKET), frames);
  }

  private static void spoil(Target target, Line line, byte[] bytes) throws IOException {
    line.send(bytes);
    line.awaitEnd();
    target.forget(line);
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(
        Complaint.disconnected("frame length: .*"),
        Complaint.disconnected("WebSocket reserved bits: .*"));
  }
}
