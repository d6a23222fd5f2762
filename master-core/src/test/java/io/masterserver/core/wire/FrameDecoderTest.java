package io.masterserver.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.FrameDecoder.Decoded;
import io.masterserver.core.wire.FrameDecoder.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A frame decoder")
class FrameDecoderTest {

  private static final long SEED = 42;
  private static final int MAX_LENGTH = 1 << 24;

  private static final List<Message> MESSAGES =
      List.of(
          Message.notification(1, Bytes.EMPTY),
          Message.request(32200, Bytes.ofHex("0000000000000007"), -1),
          Message.response(65535, Bytes.ofUtf8("no"), 5, Status.FAILED),
          Message.notification(2, Bytes.wrap(new byte[200])));

  private final FrameDecoder decoder = new FrameDecoder(MAX_LENGTH);

  @Test
  void reads_all_messages_of_one_chunk() {
    assertThat(decode(decoder, framed(MESSAGES))).isEqualTo(whole(MESSAGES));
    assertThat(decoder.bufferedBytes()).isZero();
  }

  @Test
  void reads_the_same_messages_wherever_the_stream_is_cut_in_two() {
    byte[] stream = framed(MESSAGES);

    for (int cut = 0; cut <= stream.length; cut++) {
      var fresh = new FrameDecoder(MAX_LENGTH);
      List<Decoded> decoded = decode(fresh, Arrays.copyOf(stream, cut));
      decoded.addAll(decode(fresh, Arrays.copyOfRange(stream, cut, stream.length)));

      assertThat(decoded).as("cut at %d", cut).isEqualTo(whole(MESSAGES));
      assertThat(fresh.bufferedBytes()).isZero();
    }
  }

  @Test
  void reads_the_same_messages_byte_by_byte() {
    List<Decoded> decoded = new ArrayList<>();
    for (byte single : framed(MESSAGES)) {
      decoded.addAll(decode(decoder, new byte[] {single}));
    }

    assertThat(decoded).isEqualTo(whole(MESSAGES));
  }

  @Test
  void reads_the_same_messages_in_chunks_of_random_size() {
    var random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      List<Message> messages = randomMessages(random);
      byte[] stream = framed(messages);
      var fresh = new FrameDecoder(MAX_LENGTH);
      List<Decoded> decoded = new ArrayList<>();

      for (int at = 0; at < stream.length; ) {
        int length = Math.min(random.nextInt(300), stream.length - at);
        decoded.addAll(decode(fresh, Arrays.copyOfRange(stream, at, at + length)));
        at += length;
      }

      assertThat(decoded).as("round %d", round).isEqualTo(whole(messages));
    }
  }

  @Test
  void reads_only_its_part_of_an_array() {
    byte[] stream = framed(MESSAGES);
    byte[] larger = new byte[stream.length + 20];
    Arrays.fill(larger, (byte) 0xee);
    System.arraycopy(stream, 0, larger, 10, stream.length);

    decoder.offer(larger, 10, stream.length);

    assertThat(drain(decoder)).isEqualTo(whole(MESSAGES));
  }

  @Test
  void has_nothing_before_it_was_given_a_chunk() {
    assertThat(decoder.next()).isNull();
  }

  @Test
  void may_be_asked_again_when_it_had_nothing() {
    byte[] stream = framed(MESSAGES.subList(1, 2));
    decode(decoder, Arrays.copyOf(stream, 6));

    assertThat(decoder.next()).isNull();
    assertThat(decoder.next()).isNull();

    assertThat(decode(decoder, Arrays.copyOfRange(stream, 6, stream.length)))
        .isEqualTo(whole(MESSAGES.subList(1, 2)));
  }

  @Test
  void reads_a_message_of_the_greatest_length() {
    var exact = new FrameDecoder(MessageCodec.MIN_BYTES + 10);

    assertThat(decode(exact, framed(List.of(Message.notification(1, Bytes.wrap(new byte[10]))))))
        .hasSize(1);
  }

  @Test
  @DisplayName("leaves messages of earlier chunks alone when later chunks arrive")
  void does_not_reuse_what_messages_are_views_of() {
    Message first = Message.notification(1, Bytes.ofUtf8("first, cut by the end of its chunk"));
    Message second = Message.notification(2, Bytes.ofUtf8("second, cut as well, and longer still"));
    byte[] stream = framed(List.of(first, second));

    decode(decoder, Arrays.copyOf(stream, 20));
    List<Decoded> decoded = decode(decoder, Arrays.copyOfRange(stream, 20, 60));
    decoded.addAll(decode(decoder, Arrays.copyOfRange(stream, 60, stream.length)));

    assertThat(decoded).isEqualTo(whole(List.of(first, second)));
  }

  @Test
  @DisplayName("keeps a copy of a frame that a chunk has cut, not the chunk")
  void copies_what_is_cut() {
    Message message = Message.notification(1, Bytes.ofUtf8("a text"));
    byte[] stream = framed(List.of(message));
    byte[] chunk = Arrays.copyOf(stream, 12);
    decode(decoder, chunk);
    Arrays.fill(chunk, (byte) 0xee);

    assertThat(decode(decoder, Arrays.copyOfRange(stream, 12, stream.length)))
        .isEqualTo(whole(List.of(message)));
  }

  @ParameterizedTest
  @ValueSource(ints = {6, -1, Integer.MAX_VALUE})
  void refuses_a_longest_message_that_cannot_be(int maxLength) {
    assertThatThrownBy(() -> new FrameDecoder(maxLength))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("longest message: %d bytes".formatted(maxLength));
  }

  static byte[] framed(List<Message> messages) {
    var out = new WireWriter();
    messages.forEach(message -> MessageCodec.writeFrame(message, out));
    return out.toArray();
  }

  static List<Decoded> decode(FrameDecoder decoder, byte[] chunk) {
    decoder.offer(chunk, 0, chunk.length);
    return drain(decoder);
  }

  static List<Decoded> whole(List<Message> messages) {
    return messages.stream().map(message -> (Decoded) new Whole(message)).toList();
  }

  private static List<Decoded> drain(FrameDecoder decoder) {
    List<Decoded> decoded = new ArrayList<>();
    for (Decoded next = decoder.next(); next != null; next = decoder.next()) {
      decoded.add(next);
    }
    return decoded;
  }

  private static List<Message> randomMessages(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(20))
        .mapToObj(
            opcode -> {
              byte[] data = new byte[random.nextInt(400)];
              random.nextBytes(data);
              return Message.request(opcode, Bytes.wrap(data), random.nextInt());
            })
        .toList();
  }
}
