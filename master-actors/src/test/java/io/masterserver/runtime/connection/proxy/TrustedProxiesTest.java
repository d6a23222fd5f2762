package io.masterserver.runtime.connection.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trusted proxies")
class TrustedProxiesTest {

  /** The proxies of {@code blocks}, all of which must be right. */
  static TrustedProxies trusting(String... blocks) {
    return new TrustedProxies(
        Stream.of(blocks).map(block -> AddressBlock.parse(block).orElseThrow()).toList());
  }

  private static InetAddress address(String text) {
    return NumericAddress.parse(text).orElseThrow();
  }

  @ParameterizedTest(name = "{0} include {1}")
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "192.0.2.1/32, 192.0.2.1",
    "10.0.0.0/8, 10.0.0.0",
    "10.0.0.0/8, 10.255.255.255",
    "192.0.2.128/25, 192.0.2.200",
    "172.16.0.0/12, 172.31.0.1",
    "0.0.0.0/0, 203.0.113.9",
    "2001:db8::7, 2001:db8:0:0:0:0:0:7",
    "2001:db8::/32, 2001:db8:ffff::1",
    "2001:db8::/33, 2001:db8:7fff::1",
    "::/0, 2001:db8::1",
    "10.0.0.0/8, ::ffff:10.1.2.3",
    "::ffff:10.0.0.1, 10.0.0.1"
  })
  void include(String block, String inside) {
    assertThat(trusting(block).include(address(inside))).isTrue();
  }

  @ParameterizedTest(name = "{0} do not include {1}")
  @CsvSource({
    "192.0.2.1, 192.0.2.2",
    "10.0.0.0/8, 11.0.0.0",
    "10.0.0.0/8, 9.255.255.255",
    "192.0.2.128/25, 192.0.2.127",
    "2001:db8::/32, 2001:db9::",
    "2001:db8::/33, 2001:db8:8000::",
    "0.0.0.0/0, 2001:db8::1",
    "::/0, 203.0.113.9"
  })
  void do_not_include(String block, String outside) {
    assertThat(trusting(block).include(address(outside))).isFalse();
  }

  @Test
  void are_those_of_every_block() {
    TrustedProxies proxies = trusting("192.0.2.1", "2001:db8::/32");

    assertThat(proxies.include(address("192.0.2.1"))).isTrue();
    assertThat(proxies.include(address("2001:db8::1"))).isTrue();
    assertThat(proxies.include(address("192.0.2.2"))).isFalse();
  }

  @Test
  void are_nobody_by_default() {
    assertThat(new TrustedProxies(List.of()).include(address("127.0.0.1"))).isFalse();
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.1/8",
        "10.0.0.0/255.0.0.0",
        "2001:db8::/129",
        "2001:db8::1/64",
        "::ffff:10.0.0.0/104",
        "proxy.example.com",
        "localhost",
        "10.0.0.*"
      })
  void are_not_named_so(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }
}
