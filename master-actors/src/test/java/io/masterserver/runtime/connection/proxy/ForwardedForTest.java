package io.masterserver.runtime.connection.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("X-Forwarded-For")
class ForwardedForTest {

  private static final TrustedProxies PROXIES =
      TrustedProxiesTest.trusting("10.0.0.0/8", "2001:db8:9::/48");

  private static String client(String list) {
    InetSocketAddress client = ForwardedFor.client(list, PROXIES).orElseThrow();
    return client.getAddress().getHostAddress() + " " + client.getPort();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 | 203.0.113.7 0",
        "203.0.113.7:4711 | 203.0.113.7 4711",
        "2001:db8::7 | 2001:db8:0:0:0:0:0:7 0",
        "[2001:db8::7] | 2001:db8:0:0:0:0:0:7 0",
        "[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7 4711",
        "::ffff:203.0.113.7 | 203.0.113.7 0",
        "203.0.113.7, 10.0.0.2 | 203.0.113.7 0",
        "203.0.113.7,10.0.0.3 ,  10.0.0.2 | 203.0.113.7 0",
        "203.0.113.7, 2001:db8:9::1 | 203.0.113.7 0"
      })
  void names_the_client_before_the_proxies(String list, String client) {
    assertThat(client(list)).isEqualTo(client);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "127.0.0.1, 203.0.113.7",
        "10.0.0.1, 203.0.113.7",
        "198.51.100.1, 203.0.113.7, 10.0.0.2",
        "10.0.0.1, 203.0.113.7, 10.0.0.2",
        "unknown, 203.0.113.7",
        "\"198.51.100.1\", 203.0.113.7",
        ",, 203.0.113.7",
        "198.51.100.1,, 203.0.113.7, 10.0.0.2"
      })
  void does_not_believe_what_stands_before_the_client(String list) {
    assertThat(client(list)).isEqualTo("203.0.113.7 0");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown, 10.0.0.3, 10.0.0.2 | 10.0.0.3 0",
        "203.0.113.7, , 10.0.0.2 | 10.0.0.2 0",
        "203.0.113.7, example.com, 10.0.0.2 | 10.0.0.2 0",
        "203.0.113.7:70000, 10.0.0.2 | 10.0.0.2 0",
        "10.0.0.3, 10.0.0.2 | 10.0.0.3 0"
      })
  @DisplayName("ends at what is no address: the proxy that wrote it stands for the client")
  void ends_at_what_is_no_address(String list, String proxy) {
    assertThat(client(list)).isEqualTo(proxy);
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "",
        ",",
        "unknown",
        "_hidden",
        "203.0.113.7, unknown",
        "203.0.113.7,",
        "203.0.113.7 198.51.100.1",
        "203.0.113.7:",
        "203.0.113.7:port",
        "203.0.113.7:123456789012",
        "[2001:db8::7",
        "[2001:db8::7]4711",
        "localhost"
      })
  void names_nobody_when_the_last_proxy_has_written_no_address(String list) {
    assertThat(ForwardedFor.client(list, PROXIES)).isEmpty();
  }
}
