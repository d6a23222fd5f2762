package io.masterserver.modules.auth.msf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.wire.MalformedPacket;
import java.math.BigInteger;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The public key of a client of the ancestor")
class MsfPublicKeyTest {

  @Test
  void is_read_as_a_real_client_has_written_it() {
    RSAPublicKeySpec key = MsfPublicKey.parse(Recorded.PUBLIC_KEY);

    assertThat(key.getModulus()).isEqualTo(Recorded.MODULUS);
    assertThat(key.getPublicExponent()).isEqualTo(BigInteger.valueOf(65537));
  }

  @Test
  void is_read_with_its_parts_in_the_other_order_and_without_line_breaks() {
    String turned =
        "\uFEFF<RSAParameters><Modulus>%s</Modulus><Exponent>Aw==</Exponent></RSAParameters>"
            .formatted(base64(Recorded.MODULUS));

    RSAPublicKeySpec key = MsfPublicKey.parse(turned);

    assertThat(key.getModulus()).isEqualTo(Recorded.MODULUS);
    assertThat(key.getPublicExponent()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {512, 1024, 2048, 4096})
  void may_have(int bits) {
    BigInteger modulus = BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);

    assertThat(MsfPublicKey.parse(xml(modulus, BigInteger.valueOf(65537))).getModulus())
        .isEqualTo(modulus);
  }

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {8, 511, 4097, 5000})
  void may_not_have(int bits) {
    BigInteger modulus = BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);

    assertThatThrownBy(() -> MsfPublicKey.parse(xml(modulus, BigInteger.valueOf(65537))))
        .isInstanceOf(MalformedPacket.class)
        .hasMessage(
            "public key: Modulus of %d bits (expected: odd, 512..4096 bits)".formatted(bits));
  }

  @ParameterizedTest(name = "{0} as exponent")
  @ValueSource(longs = {0, 1, 2, 65536, 4294967297L, Long.MAX_VALUE})
  void may_not_have(long exponent) {
    assertThatThrownBy(
            () -> MsfPublicKey.parse(xml(Recorded.MODULUS, BigInteger.valueOf(exponent))))
        .isInstanceOf(MalformedPacket.class)
        .hasMessageContaining("Exponent");
  }

  @Test
  void may_not_be_even() {
    assertThat(refusal(xml(Recorded.MODULUS.clearBit(0), BigInteger.valueOf(65537)))).isPresent();
  }

  @ParameterizedTest(name = "'{0}'")
  @ValueSource(
      strings = {
        "",
        "not XML at all",
        "<RSAParameters/>",
        "<RSAParameters></RSAParameters>",
        "<RSAParameters><Exponent>AQAB</Exponent></RSAParameters>",
        "<RSAParameters><Exponent>AQAB</Exponent><Exponent>AQAB</Exponent></RSAParameters>",
        "<RSAParameters><Modulus>AQAB</Modulus><Modulus>AQAB</Modulus></RSAParameters>",
        "<RSAParameters><Exponent>A</Exponent><Modulus>A</Modulus></RSAParameters>",
        "<RSAParameters><Exponent></Exponent><Modulus></Modulus></RSAParameters>",
        "<RSAParameters><Exponent>AQAB</Modulus><Modulus>AQAB</Exponent></RSAParameters>"
      })
  void is_refused_when_it_is(String xml) {
    assertThat(refusal(xml)).isPresent();
  }

  @Test
  void is_refused_with_a_document_type_an_entity_a_comment_or_one_more_element() {
    String modulus = "<Modulus>";
    String root = "<RSAParameters ";

    assertThat(refusal(Recorded.PUBLIC_KEY.replace(root, "<!DOCTYPE RSAParameters []>" + root)))
        .isPresent();
    assertThat(
            refusal(
                Recorded.PUBLIC_KEY.replace(
                    root, "<!DOCTYPE r [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>" + root)))
        .isPresent();
    assertThat(refusal(Recorded.PUBLIC_KEY.replace(modulus, modulus + "&file;"))).isPresent();
    assertThat(refusal(Recorded.PUBLIC_KEY.replace(modulus, "<!-- -->" + modulus))).isPresent();
    assertThat(refusal(Recorded.PUBLIC_KEY.replace(modulus, "<D>AQAB</D>" + modulus))).isPresent();
    assertThat(refusal(Recorded.PUBLIC_KEY + "<RSAParameters/>")).isPresent();
  }

  @Test
  void is_refused_when_it_is_too_long_however_right_it_is() {
    assertThatThrownBy(() -> MsfPublicKey.parse(Recorded.PUBLIC_KEY + " ".repeat(2000)))
        .isInstanceOf(MalformedPacket.class)
        .hasMessageContaining("(expected: 0..2048)");
  }

  @Test
  void is_read_or_refused_wherever_it_is_cut_off() {
    for (int length = 0; length < Recorded.PUBLIC_KEY.length(); length++) {
      assertThat(refusal(Recorded.PUBLIC_KEY.substring(0, length)))
          .as("the first %d characters", length)
          .isPresent();
    }
  }

  @Test
  void is_read_or_refused_whatever_character_is_changed() {
    var random = new Random(20_240_502);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      var changed = new StringBuilder(Recorded.PUBLIC_KEY);
      changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(0x250));
      refused += refusal(changed.toString()).isPresent() ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  private static String xml(BigInteger modulus, BigInteger exponent) {
    return "<RSAParameters><Exponent>%s</Exponent><Modulus>%s</Modulus></RSAParameters>"
        .formatted(base64(exponent), base64(modulus));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  /** Fails on any other exception than the one that is expected. */
  private static Optional<String> refusal(String xml) {
    try {
      MsfPublicKey.parse(xml);
      return Optional.empty();
    } catch (MalformedPacket e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
