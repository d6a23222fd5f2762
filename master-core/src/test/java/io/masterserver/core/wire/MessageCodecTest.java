package io.masterserver.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.core.wire.recorded.RecordedPacket;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A message")
class MessageCodecTest {

  private static final Message BOTH_IDS =
      new Message(7, Bytes.ofHex("aabb"), true, 5, true, 6, Status.FAILED);

  static Stream<RecordedPacket> recorded() {
    return RecordedPacket.messages();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void is_read_as_recorded(RecordedPacket recorded) {
    assertThat(MessageCodec.read(recorded.bytes())).isEqualTo(messageOf(recorded));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void is_written_as_recorded(RecordedPacket recorded) {
    var out = new WireWriter();

    MessageCodec.write(messageOf(recorded), out);

    assertThat(out.toBytes()).isEqualTo(recorded.bytes());
  }

  @Test
  void says_in_the_third_bit_of_its_flags_that_it_is_unreliable() {
    var message = new Message(7, Bytes.ofHex("aa"), false, 0, false, 0, Status.DEFAULT, true);
    var out = new WireWriter();

    MessageCodec.write(message, out);

    assertThat(out.toBytes()).isEqualTo(Bytes.ofHex("04000700000001aa"));
    assertThat(MessageCodec.read(out.toBytes())).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void is_framed_by_its_length(RecordedPacket recorded) {
    var out = new WireWriter();

    MessageCodec.writeFrame(messageOf(recorded), out);

    assertThat(out.toBytes()).isEqualTo(Codec.BYTES.encode(recorded.bytes()));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("written together with its packet has the same bytes, also behind another frame")
  void is_written_with_its_packet(RecordedPacket recorded) {
    Message message = messageOf(recorded);
    if (message.expectsResponse() && message.isResponse()) {
      return; // legal to receive, but we never send one
    }
    var expected = new WireWriter();
    MessageCodec.writeFrame(BOTH_IDS, expected);
    MessageCodec.writeFrame(message, expected);
    var out = new WireWriter(1);

    MessageCodec.writeFrame(BOTH_IDS, out);
    writeWithPacket(message, out);

    assertThat(out.toBytes()).isEqualTo(expected.toBytes());
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void is_refused_when_cut_off_anywhere(RecordedPacket recorded) {
    byte[] whole = recorded.bytes().toArray();

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MessageCodec.read(cut, 0, cut.length))
          .as("the first %d bytes", length)
          .isInstanceOf(MalformedMessage.class);
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void is_read_the_same_with_bytes_behind_it(RecordedPacket recorded) {
    byte[] longer = Arrays.copyOf(recorded.bytes().toArray(), recorded.bytes().length() + 3);

    assertThat(MessageCodec.read(longer, 0, longer.length)).isEqualTo(messageOf(recorded));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x08, 0x10, 0x20, 0x40, 0x80, 0xff})
  void is_refused_with_flags_that_nobody_knows(int flags) {
    byte[] message = Bytes.ofHex("00000700000000" + "00".repeat(9)).toArray();
    message[0] = (byte) flags;

    assertThatThrownBy(() -> MessageCodec.read(message, 0, message.length))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("flags: 0x%02x (expected: 0x00..0x07)".formatted(flags));
  }

  @ParameterizedTest
  @CsvSource({"ffffffff, -1", "80000000, -2147483648", "00000003, 3", "7fffffff, 2147483647"})
  void is_refused_when_its_data_length_is_not_what_its_frame_holds(String hex, int length) {
    assertThatThrownBy(() -> MessageCodec.read(Bytes.ofHex("000007" + hex + "aabb")))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage(
            "data length of opcode 7: %d bytes (expected: 0..2, what its frame holds)"
                .formatted(length));
  }

  @Test
  void is_refused_when_its_data_would_cover_its_ids() {
    assertThatThrownBy(() -> MessageCodec.read(Bytes.ofHex("01000700000002" + "aabb000000")))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("expected: 0..1");
  }

  @Test
  void is_refused_when_too_short_for_the_ids_that_its_flags_promise() {
    assertThatThrownBy(() -> MessageCodec.read(Bytes.ofHex("03000700000000")))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage(
            "message of opcode 7: 7 bytes (expected: 16 or more, its flags 0x03 promise ids)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0a", "7f", "80", "ff"})
  void of_a_status_that_this_version_does_not_know_is_an_error(String status) {
    Message message = MessageCodec.read(Bytes.ofHex("02000700000000" + "00000005" + status));

    assertThat(message.status()).isEqualTo(Status.ERROR);
    assertThat(message.responseId()).isEqualTo(5);
  }

  static Stream<Consumer<WireWriter>> writersOfABrokenPacket() {
    Codec<Integer> broken =
        Codec.of(
            (out, value) -> {
              out.writeInt(value);
              throw new IllegalArgumentException("broken");
            },
            WireReader::readInt);
    return Stream.of(
        out -> MessageCodec.writeNotification(7, broken, 1, out),
        out -> MessageCodec.writeRequest(7, 5, broken, 1, out),
        out -> MessageCodec.writeResponse(7, 5, Status.SUCCESS, broken, 1, out));
  }

  @ParameterizedTest
  @MethodSource("writersOfABrokenPacket")
  @DisplayName("whose packet cannot be written leaves nothing behind the frame before it")
  void leaves_nothing_of_a_broken_packet(Consumer<WireWriter> write) {
    var out = new WireWriter();
    MessageCodec.writeFrame(BOTH_IDS, out);
    Bytes before = out.toBytes();

    assertThatThrownBy(() -> write.accept(out)).hasMessage("broken");

    assertThat(out.toBytes()).isEqualTo(before);
  }

  private static void writeWithPacket(Message message, WireWriter out) {
    int opcode = message.opcode();
    if (message.isResponse()) {
      MessageCodec.writeResponse(
          opcode, message.responseId(), message.status(), Codec.RAW, message.data(), out);
    } else if (message.expectsResponse()) {
      MessageCodec.writeRequest(opcode, message.requestId(), Codec.RAW, message.data(), out);
    } else {
      MessageCodec.writeNotification(opcode, Codec.RAW, message.data(), out);
    }
  }

  private static Message messageOf(RecordedPacket recorded) {
    JsonNode fields = recorded.fields();
    return new Message(
        fields.get("op").asInt() & 0xffff,
        Bytes.ofHex(fields.get("dataHex").asText()),
        fields.has("ackRequest"),
        fields.path("ackRequest").asInt(),
        fields.has("ackResponse"),
        fields.path("ackResponse").asInt(),
        Status.of(fields.path("status").asInt()));
  }
}
