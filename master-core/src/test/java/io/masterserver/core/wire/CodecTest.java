package io.masterserver.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A codec")
class CodecTest {

  private enum Colour {
    RED,
    GREEN
  }

  /** At most 100. */
  private record Percentage(int value) {

    static final Codec<Percentage> CODEC = Codec.derived(Percentage.class);

    Percentage {
      if (value < 0 || value > 100) {
        throw new IllegalArgumentException("percentage: %d (expected: 0..100)".formatted(value));
      }
    }
  }

  @Test
  void writes_a_guid_with_its_first_three_groups_reversed() {
    var guid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    Bytes bytes = Codec.GUID.encode(guid);

    assertThat(bytes)
        .isEqualTo(Bytes.ofHex("33221100" + "5544" + "7766" + "8899" + "aabbccddeeff"));
    assertThat(Codec.GUID.decode(bytes)).isEqualTo(guid);
  }

  @Test
  void writes_the_longest_string() {
    String longest = "a".repeat(32767);

    assertThat(Codec.STRING.decode(Codec.STRING.encode(longest))).isEqualTo(longest);
  }

  @Test
  void refuses_to_write_a_string_of_more_bytes_than_its_length_can_say() {
    String fewCharactersManyBytes = "\u20ac".repeat(10923);

    assertThatThrownBy(() -> Codec.STRING.encode(fewCharactersManyBytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("string length: 32769 bytes of UTF-8 (expected: 0..32767)");
  }

  @Test
  void refuses_the_number_of_no_constant() {
    Codec<Colour> colour = Codec.enumeration(Colour.class);

    assertThat(colour.decode(Bytes.ofHex("00000001"))).isEqualTo(Colour.GREEN);
    assertThatThrownBy(() -> colour.decode(Bytes.ofHex("00000002")))
        .isInstanceOf(MalformedPacket.class)
        .hasMessage("Colour: 2 (expected: one of [0, 1])");
    assertThatThrownBy(() -> colour.decode(Bytes.ofHex("ffffffff")))
        .isInstanceOf(MalformedPacket.class);
  }

  @Test
  void passes_on_why_a_constructor_refuses_what_was_read() {
    assertThatThrownBy(() -> Percentage.CODEC.decode(Bytes.ofHex("00000065")))
        .isInstanceOf(MalformedPacket.class)
        .hasMessage("percentage: 101 (expected: 0..100)");
  }

  @Test
  void reads_any_byte_but_zero_as_true() {
    assertThat(Codec.BOOLEAN.decode(Bytes.ofHex("00"))).isFalse();
    assertThat(Codec.BOOLEAN.decode(Bytes.ofHex("02"))).isTrue();
    assertThat(Codec.BOOLEAN.decode(Bytes.ofHex("ff"))).isTrue();
  }
}
