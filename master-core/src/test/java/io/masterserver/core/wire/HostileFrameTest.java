package io.masterserver.core.wire;

import static io.masterserver.core.wire.FrameDecoderTest.decode;
import static io.masterserver.core.wire.FrameDecoderTest.framed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.FrameDecoder.Dropped;
import io.masterserver.core.wire.FrameDecoder.Whole;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A frame decoder under attack")
class HostileFrameTest {

  private static final int MAX_LENGTH = 1 << 24;

  private final FrameDecoder decoder = new FrameDecoder(MAX_LENGTH);

  @ParameterizedTest
  @CsvSource({
    "00000000, 0",
    "00000006, 6",
    "ffffffff, 4294967295",
    "80000000, 2147483648",
    "01000001, 16777217"
  })
  void refuses_a_length_out_of_range_before_the_body_arrives(String hex, String length) {
    byte[] prefix = Bytes.ofHex(hex).toArray();

    assertThatThrownBy(() -> decode(decoder, prefix))
        .isInstanceOf(MalformedFrame.class)
        .hasMessage("frame length: %s bytes (expected: 7..16777216)".formatted(length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "00000006", "ffffffff", "80000000", "01000001"})
  void refuses_such_a_length_byte_by_byte_too(String hex) {
    byte[] prefix = Bytes.ofHex(hex).toArray();
    for (int i = 0; i < 3; i++) {
      decode(decoder, new byte[] {prefix[i]});
    }

    assertThatThrownBy(() -> decode(decoder, new byte[] {prefix[3]}))
        .isInstanceOf(MalformedFrame.class);
  }

  @Test
  void goes_on_refusing_a_stream_that_it_has_refused() {
    byte[] prefix = new byte[8];
    assertThatThrownBy(() -> decode(decoder, prefix)).isInstanceOf(MalformedFrame.class);

    assertThatThrownBy(decoder::next).isInstanceOf(MalformedFrame.class);
  }

  @Test
  void drops_a_frame_that_is_no_message_and_reads_the_next() {
    Message message = Message.notification(7, Bytes.ofHex("aa"));
    var out = new WireWriter();
    out.writeBytes(Bytes.ofHex("00000007" + "ff000700000000"));
    MessageCodec.writeFrame(message, out);

    assertThat(decode(decoder, out.toArray()))
        .containsExactly(new Dropped("flags: 0xff (expected: 0x00..0x07)"), new Whole(message));
  }

  @Test
  void drops_a_frame_that_is_no_message_across_chunks_too() {
    Message message = Message.notification(7, Bytes.ofHex("aa"));
    decode(decoder, Bytes.ofHex("00000007" + "0000").toArray());

    assertThat(decode(decoder, Bytes.ofHex("0700000001").toArray()))
        .hasOnlyElementsOfType(Dropped.class)
        .hasSize(1);
    assertThat(decode(decoder, framed(List.of(message)))).containsExactly(new Whole(message));
  }

  @Test
  void keeps_no_more_than_what_arrived_of_a_long_frame() {
    byte[] announcement = Bytes.ofHex("01000000" + "0000").toArray();

    long allocated = Allocation.of(() -> decode(decoder, announcement));

    assertThat(decoder.bufferedBytes()).isEqualTo(6);
    assertThat(allocated).isLessThan(1 << 16);
  }

  @Test
  @DisplayName("takes memory in proportion to what arrived of a long frame, however small the bits")
  void grows_with_what_arrives() {
    int arriving = 100_000;
    decode(decoder, Bytes.ofHex("01000000").toArray());

    long allocated =
        Allocation.of(
            () -> {
              for (int i = 0; i < arriving / 10; i++) {
                decode(decoder, new byte[10]);
              }
            });

    assertThat(decoder.bufferedBytes()).isEqualTo(4 + arriving);
    assertThat(allocated).isLessThan(100L * arriving);
  }

  @Test
  void throws_nothing_else_on_random_bytes() {
    var random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      var fresh = new FrameDecoder(64);
      byte[] noise = new byte[100];
      random.nextBytes(noise);
      noise[0] = 0;
      noise[1] = 0;
      noise[2] = 0;
      noise[3] &= 0x3f;

      try {
        assertThat(decode(fresh, noise)).size().isLessThan(15);
      } catch (MalformedFrame expected) {
        assertThat(expected).hasMessageStartingWith("frame length: ");
      }
    }
  }
}
