package io.masterserver.runtime.connection.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A PROXY header of version 1")
class TextHeaderTest {

  private static final String EXAMPLE = "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static ProxyHeader parse(String text) {
    return ProxyHeader.parse(bytes(text));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443, 192.168.0.1, 56324",
    "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255, 65535",
    "PROXY TCP4 192.168.0.1 192.168.0.11 0 0, 192.168.0.1, 0",
    "PROXY TCP6 2001:db8::7 2001:DB8::1 56324 443, 2001:db8:0:0:0:0:0:7, 56324",
    "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 65535",
    "PROXY TCP6 ::ffff:192.168.0.1 ::ffff:192.168.0.11 56324 443, 192.168.0.1, 56324"
  })
  void names_the_client(String line, String address, int port) {
    assertThat(parse(line + "\r\n"))
        .isInstanceOfSatisfying(
            ProxyHeader.Client.class,
            client -> {
              assertThat(client.address().getAddress().getHostAddress()).isEqualTo(address);
              assertThat(client.address().getPort()).isEqualTo(port);
              assertThat(client.secure()).isFalse();
            });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "PROXY UNKNOWN",
        "PROXY UNKNOWN whatever",
        "PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535"
      })
  void may_name_nobody(String line) {
    assertThat(parse(line + "\r\n")).isEqualTo(new ProxyHeader.NoClient());
  }

  @Test
  void ends_where_its_line_ends() {
    assertThat(ProxyHeader.length(bytes(EXAMPLE + "GET / HTTP/1.1\r\n")))
        .hasValue(EXAMPLE.length());
  }

  @Test
  void is_waited_for_until_its_line_ends() {
    for (int length = 0; length < EXAMPLE.length(); length++) {
      String part = EXAMPLE.substring(0, length);
      assertThat(ProxyHeader.length(bytes(part))).as(part).isEmpty();
      assertThat(parse(part)).as(part).isInstanceOf(ProxyHeader.Malformed.class);
    }
  }

  @Test
  @DisplayName("has 107 bytes at most")
  void is_not_longer_than_the_specification_says() {
    String longest = "PROXY UNKNOWN " + "x".repeat(107 - 14 - 2) + "\r\n";
    String tooLong = "PROXY UNKNOWN " + "x".repeat(107 - 14 - 1) + "\r\n";

    assertThat(parse(longest)).isEqualTo(new ProxyHeader.NoClient());
    assertThat(ProxyHeader.length(bytes(tooLong))).hasValue(107);
    assertThat(parse(tooLong.substring(0, 107))).isInstanceOf(ProxyHeader.Malformed.class);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\n",
        "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\r\n",
        "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443 \r\n",
        "PROXY TCP4 192.168.0.1 192.168.0.11 56324\r\n",
        "PROXY TCP4  192.168.0.1 192.168.0.11 56324 443\r\n",
        "PROXY\tTCP4 192.168.0.1 192.168.0.11 56324 443\r\n",
        "PROXY tcp4 192.168.0.1 192.168.0.11 56324 443\r\n",
        "proxy TCP4 192.168.0.1 192.168.0.11 56324 443\r\n",
        "PROXY TCP5 192.168.0.1 192.168.0.11 56324 443\r\n",
        "PROXY TCP4 2001:db8::7 2001:db8::1 56324 443\r\n",
        "PROXY TCP6 192.168.0.1 192.168.0.11 56324 443\r\n",
        "PROXY TCP4 192.168.0.1 2001:db8::1 56324 443\r\n",
        "PROXY TCP4 192.168.00.1 192.168.0.11 56324 443\r\n",
        "PROXY TCP4 192.168.0.256 192.168.0.11 56324 443\r\n",
        "PROXY TCP4 192.168.0.1 192.168.0 56324 443\r\n",
        "PROXY TCP4 localhost localhost 56324 443\r\n",
        "PROXY TCP4 192.168.0.1 192.168.0.11 65536 443\r\n",
        "PROXY TCP4 192.168.0.1 192.168.0.11 56324 65536\r\n",
        "PROXY TCP4 192.168.0.1 192.168.0.11 056324 443\r\n",
        "PROXY TCP4 192.168.0.1 192.168.0.11 -1 443\r\n",
        "PROXY UNKNOWNS\r\n",
        "PROXY UNKNOWN \r \r\n",
        "PROXY \r\n",
        "GET / HTTP/1.1\r\n"
      })
  void is_nothing_else(String line) {
    assertThat(ProxyHeader.length(bytes(line))).hasValue(line.length());
    assertThat(parse(line)).isInstanceOf(ProxyHeader.Malformed.class);
  }
}
