package io.masterserver.runtime.connection.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A PROXY header of version 2")
class BinaryHeaderTest {

  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  /** From 192.0.2.7:4711 to 192.0.2.1:443. */
  private static final String IPV4 = "c0000207" + "c0000201" + "1267" + "01bb";

  /** From 2001:db8::7, port 4711, to 2001:db8::1, port 443. */
  private static final String IPV6 =
      "20010db8000000000000000000000007" + "20010db8000000000000000000000001" + "1267" + "01bb";

  /** Padding, then a client that speaks TLSv1.3, then the name it has asked for. */
  private static final String EXTENSIONS =
      "040003000000" + "20000f" + "01" + "00000000" + "210007544c5376312e33" + "02000161";

  private static byte[] header(String commandAndFamily, String rest) {
    String length = "%04x".formatted(rest.length() / 2);
    return HexFormat.of().parseHex(SIGNATURE + commandAndFamily + length + rest);
  }

  private static String client(byte[] header) {
    return switch (ProxyHeader.parse(header)) {
      case ProxyHeader.Client(var address, boolean secure) ->
          "%s %d%s"
              .formatted(
                  address.getAddress().getHostAddress(),
                  address.getPort(),
                  secure ? " by TLS" : "");
      case ProxyHeader.NoClient none -> "nobody";
      case ProxyHeader.Malformed(String why) -> "malformed: " + why;
    };
  }

  @Test
  void names_a_client_of_ipv4() {
    assertThat(client(header("2111", IPV4))).isEqualTo("192.0.2.7 4711");
  }

  @Test
  void names_a_client_of_ipv6() {
    assertThat(client(header("2121", IPV6))).isEqualTo("2001:db8:0:0:0:0:0:7 4711");
  }

  @Test
  void says_whether_the_client_has_reached_the_proxy_by_tls() {
    assertThat(client(header("2111", IPV4 + EXTENSIONS))).isEqualTo("192.0.2.7 4711 by TLS");
    assertThat(client(header("2121", IPV6 + EXTENSIONS)))
        .isEqualTo("2001:db8:0:0:0:0:0:7 4711 by TLS");
    assertThat(client(header("2111", IPV4 + "200005" + "00" + "00000001")))
        .isEqualTo("192.0.2.7 4711");
    assertThat(client(header("2111", IPV4 + "200005" + "06" + "00000000")))
        .isEqualTo("192.0.2.7 4711");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"2000", "2011", "2021", "20ff", "2100", "2110", "2101", "2112", "2131"})
  @DisplayName("names nobody for the proxy itself, and for what is no TCP")
  void names_nobody(String commandAndFamily) {
    assertThat(client(header(commandAndFamily, ""))).isEqualTo("nobody");
    assertThat(client(header(commandAndFamily, IPV4 + "ff"))).isEqualTo("nobody");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1111", "3111", "2211", "2f11", "2113", "2141", "21f1"})
  void is_malformed_with_another_version_command_or_family(String commandAndFamily) {
    assertThat(client(header(commandAndFamily, IPV4))).startsWith("malformed");
  }

  @Test
  void is_malformed_when_its_addresses_are_cut_off() {
    for (int bytes = 0; bytes < IPV4.length() / 2; bytes++) {
      assertThat(client(header("2111", IPV4.substring(0, 2 * bytes)))).startsWith("malformed");
    }
    assertThat(client(header("2121", IPV4))).startsWith("malformed");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"20", "2000", "200001", "20000401000000", "20000601000000", "0400020000" + "02"})
  void is_malformed_when_an_extension_is_cut_off(String extensions) {
    assertThat(client(header("2111", IPV4 + extensions))).startsWith("malformed");
  }

  @Test
  void is_waited_for_until_its_length_is_known_and_complete() {
    byte[] header = header("2111", IPV4);
    for (int length = 0; length < header.length; length++) {
      byte[] part = Arrays.copyOf(header, length);
      if (length < 16) {
        assertThat(ProxyHeader.length(part)).isEmpty();
      } else {
        assertThat(ProxyHeader.length(part)).hasValue(header.length);
      }
      assertThat(client(part)).startsWith("malformed");
    }
    assertThat(ProxyHeader.length(Arrays.copyOf(header, 100))).hasValue(header.length);
  }

  @Test
  void is_not_longer_than_4096_bytes() {
    String padding = "04" + "%04x".formatted(4096 - 16 - 12 - 3) + "00".repeat(4096 - 16 - 12 - 3);

    assertThat(client(header("2111", IPV4 + padding))).isEqualTo("192.0.2.7 4711");
    assertThat(client(header("2111", IPV4 + padding + "040000"))).startsWith("malformed");
  }

  @Test
  @DisplayName("is none when its signature is wrong, at whatever byte")
  void is_none_when_its_signature_is_wrong() {
    for (int at = 0; at < SIGNATURE.length() / 2; at++) {
      byte[] header = header("2111", IPV4);
      header[at] ^= 0x01;

      assertThat(ProxyHeader.length(header)).hasValue(header.length);
      assertThat(client(header)).isEqualTo("malformed: it does not begin with a PROXY header");
    }
  }
}
