package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.SAY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.client.Outbound.Frame;
import io.masterserver.core.client.Outbound.Offer;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The outbound queue")
class OutboundTest {

  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final int MAX_FRAME = 1000;

  /** Holds two frames of 50 bytes. */
  private final Outbound outbound = new Outbound(100, MAX_FRAME);

  private final int line = outbound.attach();

  @Test
  @DisplayName("gives the writer all frames at once")
  void coalesces() {
    put(frame(50), SHORT);
    put(frame(50), SHORT);

    assertThat(outbound.take(line, new WireWriter()).size()).isEqualTo(100);
  }

  @Test
  @DisplayName("drops unreliable messages at half, and keeps room for reliable ones")
  void sheds() {
    put(frame(51), SHORT);

    assertThat(outbound.offer(frame(20))).isEqualTo(Offer.FULL);
    assertThat(put(frame(49), SHORT)).isEqualTo(Offer.QUEUED);
  }

  @Test
  @DisplayName("refuses a reliable message when there was no room in time")
  void full() {
    put(frame(100), SHORT);

    assertThat(put(frame(20), SHORT)).isEqualTo(Offer.FULL);
  }

  @Test
  @DisplayName("takes what must not wait even when full, but not when closed")
  void anyway() {
    put(frame(100), SHORT);

    assertThat(outbound.putAnyway(frame(20))).isEqualTo(Offer.QUEUED);
    outbound.close();
    assertThat(outbound.putAnyway(frame(20))).isEqualTo(Offer.CLOSED);
  }

  @Test
  @DisplayName("takes a reliable message as soon as the writer makes room")
  void waits() throws Exception {
    put(frame(100), SHORT);
    var late = CompletableFuture.supplyAsync(() -> put(frame(20), LONG));

    outbound.take(line, new WireWriter());

    assertThat(late.get(10, SECONDS)).isEqualTo(Offer.QUEUED);
  }

  @Test
  @DisplayName("refuses at once a message above the limit, and keeps nothing of it")
  void too_long() {
    put(frame(20), SHORT);

    assertThatThrownBy(() -> put(frame(MAX_FRAME + 5), SHORT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("message: 1001 bytes (expected: at most 1000, set by maxFrameLength)");
    assertThat(outbound.take(line, new WireWriter()).size()).isEqualTo(20);
  }

  @Test
  @DisplayName("keeps nothing of a message whose packet cannot be expressed")
  void broken_packet() {
    put(frame(20), SHORT);
    Frame broken =
        out -> {
          out.writeInt(1);
          throw new IllegalStateException("broken");
        };

    assertThatThrownBy(() -> put(broken, SHORT)).hasMessage("broken");
    assertThat(outbound.take(line, new WireWriter()).size()).isEqualTo(20);
  }

  @Test
  @DisplayName("lets the writer finish when closed, and takes nothing more")
  void closed() {
    put(frame(20), SHORT);

    outbound.close();

    assertThat(put(frame(20), LONG)).isEqualTo(Offer.CLOSED);
    assertThat(outbound.take(line, new WireWriter()).size()).isEqualTo(20);
    assertThat(outbound.take(line, new WireWriter())).isNull();
  }

  @Test
  @DisplayName("lets waiting senders go when the connection is lost")
  void aborted() throws Exception {
    put(frame(100), SHORT);
    var late = CompletableFuture.supplyAsync(() -> put(frame(20), LONG));

    outbound.abort();

    assertThat(late.get(10, SECONDS)).isEqualTo(Offer.CLOSED);
    assertThat(outbound.take(line, new WireWriter())).isNull();
  }

  @Test
  @DisplayName("keeps what is counted for the next connection, and nothing else")
  void kept() {
    openSession();
    put(frame(20), SHORT);
    outbound.putAnyway(frame(30));
    outbound.lost(line);
    put(frame(40), SHORT);

    int next = outbound.attachAgain(new SessionResumed(0, false, List.of()));
    outbound.sendKept();

    assertThat(outbound.take(next, new WireWriter()).size()).isEqualTo(20 + 40);
  }

  @Test
  @DisplayName("holds what is new when the server goes away, but answers it, now and again later")
  void answers_while_leaving() {
    openSession();
    outbound.hold();
    put(frame(20), SHORT);
    outbound.put(frame(30), Purpose.answering(SAY.opcode()), SHORT);
    assertThat(outbound.take(line, new WireWriter()).size()).isEqualTo(30);
    assertThat(outbound.acknowledge(1)).as("counted by the server").isFalse();
    outbound.lost(line);

    int next = outbound.attachAgain(new SessionResumed(0, false, List.of()));
    outbound.put(frame(40), Purpose.answering(SAY.opcode()), SHORT);
    outbound.sendKept();

    assertThat(outbound.take(next, new WireWriter()).size()).isEqualTo(20 + 30 + 40);
  }

  @Test
  @DisplayName("is done with a connection that is lost, also for its writer that comes back late")
  void late_writer() {
    openSession();
    outbound.lost(line);
    int next = outbound.attachAgain(new SessionResumed(0, false, List.of()));
    outbound.sendKept();
    put(frame(20), SHORT);

    assertThat(outbound.take(line, new WireWriter())).isNull();
    assertThat(outbound.take(next, new WireWriter()).size()).isEqualTo(20);
  }

  @Test
  @DisplayName("has nothing to carry what is not counted while there is no connection")
  void uncounted() {
    openSession();
    outbound.lost(line);

    assertThat(outbound.offer(frame(20))).isEqualTo(Offer.CLOSED);
    assertThat(outbound.putAnyway(frame(20))).isEqualTo(Offer.CLOSED);
  }

  @Test
  @DisplayName("ends with its connection while a session is only asked for")
  void asked_for() {
    outbound.ask(frame(20));

    outbound.lost(line);

    assertThat(put(frame(20), SHORT)).isEqualTo(Offer.CLOSED);
    assertThat(outbound.open()).isFalse();
  }

  private void openSession() {
    outbound.ask(frame(20));
    assertThat(outbound.open()).isTrue();
    assertThat(outbound.take(line, new WireWriter()).size()).isEqualTo(20);
  }

  private Offer put(Frame frame, Duration timeout) {
    return outbound.put(frame, Purpose.telling(SAY), timeout);
  }

  /** A frame of {@code size} bytes, its length included. */
  private static Frame frame(int size) {
    byte[] data = new byte[size - Integer.BYTES - MessageCodec.MIN_BYTES];
    return out -> MessageCodec.writeFrame(Message.notification(1, Bytes.wrap(data)), out);
  }
}
