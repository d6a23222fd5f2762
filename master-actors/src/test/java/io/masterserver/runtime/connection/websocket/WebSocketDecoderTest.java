package io.masterserver.runtime.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.connection.Framing.Farewell;
import io.masterserver.runtime.connection.Framing.Incoming;
import io.masterserver.runtime.connection.Framing.Malformed;
import io.masterserver.runtime.connection.Framing.Pause;
import io.masterserver.runtime.connection.Framing.Received;
import io.masterserver.runtime.connection.Framing.SignOfLife;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A WebSocket decoder")
class WebSocketDecoderTest {

  private static final int MAX = 1024;
  private static final String MASK = "37fa213d";

  private final WebSocketDecoder decoder = new WebSocketDecoder(MAX);

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** Returns the hex digits of {@code bytes} as a client masks them. */
  private static String masked(byte[] bytes) {
    byte[] mask = hex(MASK);
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i % mask.length];
    }
    return HexFormat.of().formatHex(masked);
  }

  private static String frame(int first, byte[] payload) {
    String length =
        payload.length < 126
            ? "%02x".formatted(0x80 | payload.length)
            : "fe%04x".formatted(payload.length);
    return "%02x".formatted(first) + length + MASK + masked(payload);
  }

  private static byte[] bytes(Message message) {
    var out = new WireWriter();
    MessageCodec.write(message, out);
    return out.toArray();
  }

  private List<Incoming> read(byte[] bytes) {
    List<Incoming> all = new ArrayList<>();
    decoder.offer(bytes, 0, bytes.length);
    for (Incoming next = decoder.next(); next != null; next = decoder.next()) {
      if (next != Pause.PAUSE) {
        all.add(next);
      }
    }
    return all;
  }

  @Test
  @DisplayName("answers the masked ping of RFC 6455, section 5.7")
  void answers_the_ping_of_the_standard() {
    List<Incoming> read = read(hex("8985 37fa213d 7f9f4d5158"));

    assertThat(read).hasSize(1);
    assertThat(((SignOfLife) read.getFirst()).answer().toArray()).isEqualTo(hex("8a0548656c6c6f"));
  }

  @Test
  @DisplayName("unmasks the text of RFC 6455, section 5.7, which is no message of ours")
  void unmasks_the_text_of_the_standard() {
    assertThat(read(hex("8185 37fa213d 7f9f4d5158")))
        .containsExactly(new Malformed("message: 5 bytes (expected: 7 or more)"));
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {1, 2, 3, 5, 7, 64, 1000})
  void reads_the_same_however_the_bytes_are_cut(int chunk) {
    Message first = Message.request(7, Bytes.wrap(new byte[300]), 1);
    Message second = Message.notification(8, Bytes.ofUtf8("second"));
    byte[] message = bytes(first);
    byte[] head = Arrays.copyOf(message, 100);
    byte[] tail = Arrays.copyOfRange(message, 100, message.length);
    byte[] all =
        hex(
            frame(0x02, head)
                + frame(0x89, hex("01"))
                + frame(0x80, tail)
                + frame(0x82, bytes(second))
                + frame(0x88, hex("03e8")));

    List<Incoming> read = new ArrayList<>();
    for (int at = 0; at < all.length; at += chunk) {
      read.addAll(read(Arrays.copyOfRange(all, at, Math.min(all.length, at + chunk))));
    }

    assertThat(read)
        .hasExactlyElementsOfTypes(SignOfLife.class, Received.class, Received.class, Farewell.class)
        .contains(new Received(first), new Received(second));
    assertThat(((Farewell) read.getLast()).answer().toArray()).isEqualTo(hex("880203e8"));
  }

  @Test
  void says_nothing_more_after_a_farewell() {
    assertThat(read(hex(frame(0x88, hex("")) + frame(0x89, hex("01")))))
        .hasExactlyElementsOfTypes(Farewell.class);
  }

  @ParameterizedTest
  @CsvSource({
    "8205, PROTOCOL_ERROR", // no mask
    "c285, PROTOCOL_ERROR", // a reserved bit
    "83, PROTOCOL_ERROR", // an unknown type
    "80, PROTOCOL_ERROR", // a continuation of nothing
    "09, PROTOCOL_ERROR", // a fragmented ping
    "89fe, PROTOCOL_ERROR", // a long ping
    "82fe0001 00000000, PROTOCOL_ERROR", // a length in too many bytes
    "82ff0000000000000400 00000000, PROTOCOL_ERROR", // the same
    "82fe0401 00000000, TOO_BIG", // one byte too many
    "82ffffffffffffffffff 00000000, TOO_BIG",
    "8881 00000000 00, PROTOCOL_ERROR", // half a code
    "8882 00000000 03ed, PROTOCOL_ERROR", // a code that must not be sent
  })
  void refuses_what_the_standard_forbids(String digits, CloseCode code) {
    assertThatThrownBy(() -> read(hex(digits)))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageStartingWith("WebSocket ");
    assertThat(decoder.failure()).isEqualTo(code);
  }

  @Test
  void refuses_fragments_that_together_are_too_long() {
    assertThat(read(hex(frame(0x02, new byte[MAX])))).isEmpty();

    assertThatThrownBy(() -> read(hex(frame(0x80, new byte[1]))))
        .hasMessage("WebSocket message length: 1025 bytes or more (expected: 0..1024)");
  }

  @Test
  void keeps_no_more_than_has_arrived() {
    read(hex("82fe0400" + MASK + "00"));

    assertThat(decoder.bufferedBytes()).isLessThanOrEqualTo(1);
    assertThat(decoder.isUnfinished()).isTrue();
  }

  @Test
  void takes_a_message_of_the_greatest_length_that_ends_with_an_empty_fragment() {
    byte[] longest = Arrays.copyOf(hex("000001000003f9"), MAX);

    assertThat(read(hex(frame(0x02, longest) + frame(0x80, new byte[0]))))
        .hasExactlyElementsOfTypes(Received.class);
  }

  @Test
  @DisplayName("copies the bytes of many fragments a few times only")
  void allocates_in_proportion_to_what_has_arrived() {
    int fragments = 60_000;
    var patient = new WebSocketDecoder(fragments);
    byte[] all = begun(fragments);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    patient.offer(all, 0, all.length);
    while (patient.next() == Pause.PAUSE) {
      // others have their turn
    }

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16L * all.length);
  }

  /** A message in fragments of one byte each, without the last. */
  private static byte[] begun(int fragments) {
    byte[] first = hex(frame(0x02, new byte[1]));
    byte[] next = hex(frame(0x00, new byte[1]));
    byte[] all = new byte[fragments * next.length];
    for (int i = 0; i < fragments; i++) {
      System.arraycopy(i == 0 ? first : next, 0, all, i * next.length, next.length);
    }
    return all;
  }

  @Test
  void pauses_in_many_fragments_so_that_others_have_their_turn() {
    int pauses = 0;
    byte[] all = begun(1000);
    decoder.offer(all, 0, all.length);
    for (Incoming next = decoder.next(); next != null; next = decoder.next()) {
      assertThat(next).isEqualTo(Pause.PAUSE);
      pauses++;
    }

    assertThat(pauses).isBetween(3, 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 100})
  void unmasks_messages_of_any_length_wherever_they_are_cut(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    byte[] message = bytes(Message.notification(1, Bytes.wrap(data)));
    byte[] frame = hex(frame(0x82, message));
    for (int cut = 0; cut <= frame.length; cut++) {
      List<Incoming> read = new ArrayList<>(read(Arrays.copyOf(frame, cut)));
      read.addAll(read(Arrays.copyOfRange(frame, cut, frame.length)));

      assertThat(read).hasSize(1);
      assertThat(((Received) read.getFirst()).message().data()).isEqualTo(Bytes.wrap(data));
    }
  }

  @Test
  void keeps_nothing_between_messages() {
    read(hex(frame(0x82, bytes(Message.notification(1, Bytes.EMPTY)))));

    assertThat(decoder.bufferedBytes()).isZero();
    assertThat(decoder.isUnfinished()).isFalse();
  }
}
