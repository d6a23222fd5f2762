package io.masterserver.tests.attack;

import io.masterserver.core.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Sends a byte now and then of what the server waits for, and so never gets to its end: known as
 * slowloris.
 *
 * @param beginning of what never ends
 * @param more is sent behind it, again and again
 */
record Drip(
    String name, String sentence, boolean secure, List<Door> doors, Bytes beginning, byte more)
    implements Attack {

  /** Long enough for many bytes within the time-out, and so long that each comes alone. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  static final Duration AT_ONCE = Duration.ofMillis(1);

  /** A frame of 4096 bytes. */
  static Drip onTcp() {
    return new Drip(
        "slowloris-tcp",
        "sends a byte of a frame now and then",
        false,
        List.of(Door.TCP),
        Bytes.ofHex("00001000"),
        (byte) 0);
  }

  static Drip onUpgrade() {
    byte[] head =
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nX-Name: ".getBytes(StandardCharsets.US_ASCII);
    return new Drip(
        "slowloris-upgrade",
        "sends a byte of its HTTP headers now and then",
        false,
        List.of(Door.WEB_SOCKET),
        Bytes.wrap(head),
        (byte) 'x');
  }

  /** A record of 512 bytes with a ClientHello of TLS 1.2 or 1.3. */
  static Drip onTls() {
    return new Drip(
        "slowloris-tls",
        "sends a byte of its TLS handshake now and then",
        true,
        List.of(Door.values()),
        Bytes.ofHex("1603010200010001fc0303"),
        (byte) 7);
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    int each = target.many(20, 1000);
    Crowd.of(
        each * doors.size(),
        number -> {
          Door door = doors.get(number / each);
          Line line = target.open(door);
          for (byte one : beginning.toArray()) {
            line.send(new byte[] {one});
          }
          while (!line.isEndedWithin(PAUSE)) {
            line.send(new byte[] {more});
          }
          traces.addLateHandshake(door, secure);
          target.forget(line);
          line.close();
        });
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(HalfOpen.LATE, HalfOpen.LATE_TLS, Complaint.CROWDED_OUT);
  }
}
