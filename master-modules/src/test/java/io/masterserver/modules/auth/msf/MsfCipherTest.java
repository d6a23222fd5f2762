package io.masterserver.modules.auth.msf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.WireWriter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cipher of the ancestor's clients")
class MsfCipherTest {

  private static final Bytes IV =
      Bytes.wrap(Recorded.LOG_IN.toArray(), Recorded.IV_AT, 16).compact();

  private final MsfCipher cipher = MsfCipher.withKey(Recorded.KEY);

  @Test
  void opens_what_a_real_client_has_sealed() {
    assertThat(cipher.open(Recorded.LOG_IN)).containsExactlyEntriesOf(Recorded.FIELDS).hasSize(2);
  }

  @Test
  void seals_as_a_real_client_does_byte_for_byte() {
    assertThat(cipher.seal(Recorded.FIELDS, IV)).isEqualTo(Recorded.LOG_IN);
  }

  @Test
  void opens_an_empty_dictionary() {
    assertThat(cipher.open(cipher.seal(Map.of(), IV))).isEmpty();
  }

  @Test
  void opens_what_it_has_sealed_whatever_its_length() {
    for (int length = 0; length < 40; length++) {
      Map<String, String> fields = Map.of("password", "x".repeat(length));

      assertThat(cipher.open(cipher.seal(fields, IV))).isEqualTo(fields);
    }
  }

  @Test
  void does_not_seal_with_an_initialization_vector_of_another_size() {
    assertThatThrownBy(() -> cipher.seal(Map.of(), Bytes.ofHex("00")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("IV: 1 bytes (expected: 16)");
  }

  @Test
  void refuses_whatever_is_cut_off_and_always_in_the_same_words() {
    Set<String> refusals = new LinkedHashSet<>();
    for (int length = 0; length < Recorded.LOG_IN.length(); length++) {
      Bytes cut = Bytes.wrap(Recorded.LOG_IN.toArray(), 0, length);
      refusal(cut).ifPresent(refusals::add);

      assertThat(refusal(cut)).as("the first %d bytes", length).isPresent();
    }
    assertThat(refusals).hasSize(1);
  }

  /**
   * A flipped bit of the IV changes one of the plain text, so the text may be readable after it.
   */
  @Test
  void refuses_flipped_bits_in_the_same_words_unless_they_are_in_a_value() {
    Set<String> refusals = new LinkedHashSet<>();
    for (int bit = 0; bit < Recorded.LOG_IN.length() * 8; bit++) {
      byte[] flipped = Recorded.LOG_IN.toArray();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      refusal(Bytes.wrap(flipped)).ifPresent(refusals::add);
    }
    assertThat(refusals).hasSize(1);
  }

  @Test
  void refuses_random_bytes_in_the_same_words() {
    var random = new Random(20_240_501);
    Set<String> refusals = new LinkedHashSet<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[20 + 16 * (1 + random.nextInt(4))];
      random.nextBytes(bytes);
      Arrays.fill(bytes, 0, 4, (byte) 0);
      bytes[0] = 16;
      refusal(Bytes.wrap(bytes)).ifPresent(refusals::add);
    }
    assertThat(refusals).hasSize(1);
  }

  @Test
  void refuses_a_wrong_padding_as_it_refuses_a_wrong_dictionary() {
    byte[] wrongPadding = Recorded.LOG_IN.toArray();
    wrongPadding[wrongPadding.length - 17] ^= 1;
    byte[] wrongDictionary = Recorded.LOG_IN.toArray();
    wrongDictionary[Recorded.IV_AT + 7] ^= 0x40;

    assertThat(refusal(Bytes.wrap(wrongPadding)))
        .isPresent()
        .isEqualTo(refusal(Bytes.wrap(wrongDictionary)));
  }

  @Test
  void refuses_what_another_key_has_sealed() {
    MsfCipher another = MsfCipher.withKey("1a2b3c4e");

    assertThat(refusal(another.seal(Recorded.FIELDS, IV))).isPresent();
  }

  @Test
  void refuses_an_initialization_vector_of_another_length() {
    for (int length : new int[] {0, 15, 17, 32, -1, Integer.MAX_VALUE, 16 << 24}) {
      var out = new WireWriter();
      out.writeInt(Integer.reverseBytes(length));
      out.writeBytes(Bytes.wrap(Recorded.LOG_IN.toArray(), 4, 64));

      assertThat(refusal(out.toBytes())).as("an IV of %d bytes", length).isPresent();
    }
  }

  @Test
  void refuses_what_is_too_long_before_it_looks_inside() {
    Bytes sealed = cipher.seal(Map.of("password", "x".repeat(MsfCipher.MAX_SEALED)), IV);

    assertThat(refusal(sealed)).isPresent();
  }

  @Test
  void prints_nothing_of_its_key() {
    assertThat(cipher).hasToString("MsfCipher");
  }

  /** Fails on any other exception than the one that is expected. */
  private Optional<String> refusal(Bytes sealed) {
    try {
      cipher.open(sealed);
      return Optional.empty();
    } catch (MalformedPacket e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
