package io.masterserver.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A reader of packets")
class WireReaderLimitsTest {

  private static final long MOST_ALLOCATED_BYTES = 1 << 16;

  /** Values that begin with a 32-bit length or count. */
  static Stream<Named<Codec<?>>> counted() {
    return Stream.of(
        Named.of("bytes", Codec.BYTES),
        Named.of("list", Codec.list(Codec.BYTE)),
        Named.of("list of lists", Codec.list(Codec.list(Codec.STRING))),
        Named.of("dictionary", Codec.DICTIONARY),
        Named.of("dictionary in a packet", Codec.NESTED_DICTIONARY),
        Named.of("nested value", Codec.nested(Codec.RAW, Bytes.EMPTY)));
  }

  @ParameterizedTest
  @MethodSource("counted")
  void refuses_a_negative_length(Codec<?> codec) {
    assertThatThrownBy(() -> codec.decode(Bytes.ofHex("ffffffff" + "00")))
        .isInstanceOf(MalformedPacket.class)
        .hasMessageContaining("-1 ")
        .hasMessageContaining("expected: 0..1");
  }

  @ParameterizedTest
  @MethodSource("counted")
  void refuses_a_length_above_what_is_left(Codec<?> codec) {
    assertThatThrownBy(() -> codec.decode(Bytes.ofHex("00000003" + "0000")))
        .isInstanceOf(MalformedPacket.class)
        .hasMessageContaining("3 ")
        .hasMessageContaining("expected: 0..2");
  }

  @ParameterizedTest
  @MethodSource("counted")
  void allocates_nothing_on_the_word_of_a_length(Codec<?> codec) {
    Bytes liar = Bytes.ofHex("7fffffff" + "00000000");

    assertThat(Allocation.of(() -> refused(codec, liar))).isLessThan(MOST_ALLOCATED_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffff", "8000", "ffff616263"})
  void refuses_a_string_of_negative_length(String hex) {
    assertThatThrownBy(() -> Codec.STRING.decode(Bytes.ofHex(hex)))
        .isInstanceOf(MalformedPacket.class)
        .hasMessageContaining("expected: 0..32767");
  }

  @Test
  void refuses_a_string_longer_than_what_is_left() {
    assertThatThrownBy(() -> Codec.STRING.decode(Bytes.ofHex("0004616263")))
        .isInstanceOf(MalformedPacket.class)
        .hasMessage("packet ends too early: 3 bytes left (expected: 4 more)");
  }

  @Test
  void refuses_a_negative_length_that_a_hand_made_codec_did_not_check() {
    Codec<Bytes> careless =
        Codec.of(
            (out, bytes) -> out.writeBytes(bytes),
            in -> {
              in.readByte();
              return in.readBytes(in.readInt());
            });
    Codec<String> carelessText = Codec.of(WireWriter::writeUtf8, in -> in.readUtf8(in.readInt()));

    assertThatThrownBy(() -> careless.decode(Bytes.ofHex("00ffffffff")))
        .isInstanceOf(MalformedPacket.class);
    assertThatThrownBy(() -> carelessText.decode(Bytes.ofHex("ffffffff")))
        .isInstanceOf(MalformedPacket.class);
  }

  @Test
  void reads_malformed_utf8_as_replacement_characters() {
    assertThat(Codec.STRING.decode(Bytes.ofHex("0003" + "61ff62"))).isEqualTo("a\ufffdb");
  }

  @Test
  void refuses_malformed_utf8_that_could_not_be_written_again() {
    byte[] malformed = new byte[2 + 10_923];
    Arrays.fill(malformed, (byte) 0xff);
    malformed[0] = 10_923 >> 8;
    malformed[1] = (byte) 10_923;

    assertThatThrownBy(() -> Codec.STRING.decode(Bytes.wrap(malformed)))
        .isInstanceOf(MalformedPacket.class)
        .hasMessageStartingWith("string length: 32769 bytes with U+FFFD");
  }

  @Test
  void keeps_a_nested_value_within_its_length() {
    Codec<List<Bytes>> texts = Codec.list(Codec.nested(Codec.RAW, Bytes.EMPTY));

    assertThat(texts.decode(Bytes.ofHex("00000002" + "00000002aabb" + "00000001cc")))
        .containsExactly(Bytes.ofHex("aabb"), Bytes.ofHex("cc"));
    assertThatThrownBy(
            () -> Codec.NESTED_DICTIONARY.decode(Bytes.ofHex("00000005" + "00000001ff" + "ffff")))
        .isInstanceOf(MalformedPacket.class);
  }

  @Test
  void skips_what_a_nested_value_leaves_of_its_length() {
    Codec<List<Integer>> numbers = Codec.list(Codec.nested(Codec.INT, 0));

    assertThat(
            numbers.decode(Bytes.ofHex("00000002" + "0000000600000007aabb" + "0000000400000008")))
        .containsExactly(7, 8);
  }

  @Test
  void keeps_the_last_of_two_values_of_one_key() {
    Bytes twice = Bytes.ofHex("00000002" + "000161" + "000131" + "000161" + "000132");

    assertThat(Codec.DICTIONARY.decode(twice)).containsOnlyKeys("a").containsEntry("a", "2");
  }

  @Test
  void reads_big_endian_from_a_buffer_that_was_not() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {0, 0, 0, 7}).order(ByteOrder.LITTLE_ENDIAN);

    assertThat(WireReader.of(buffer).readInt()).isEqualTo(7);
  }

  @Test
  void reads_text_from_a_buffer_without_an_array() {
    ByteBuffer readOnly = Bytes.ofHex("0003616263").toByteBuffer();

    assertThat(WireReader.of(readOnly).readString()).isEqualTo("abc");
  }

  private static void refused(Codec<?> codec, Bytes bytes) {
    try {
      codec.decode(bytes);
    } catch (MalformedPacket expected) {
      return;
    }
    throw new AssertionError("was read");
  }
}
