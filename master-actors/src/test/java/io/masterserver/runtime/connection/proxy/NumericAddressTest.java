package io.masterserver.runtime.connection.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A numeric address")
class NumericAddressTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::, 0:0:0:0:0:0:0:0",
    "2001:DB8::7, 2001:db8:0:0:0:0:0:7",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "::ffff:192.0.2.7, 192.0.2.7"
  })
  void is_read_as(String text, String address) {
    assertThat(NumericAddress.parse(text).map(InetAddress::getHostAddress)).hasValue(address);
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "example.com",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.04",
        "0x7f.0.0.1",
        " 1.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4:5",
        "١.2.3.4",
        "cafe",
        ":",
        ":::",
        "1::2::3",
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "::1%lo",
        "[::1]",
        "::g",
        "unknown"
      })
  void is_nothing_else(String text) {
    assertThat(NumericAddress.parse(text)).isEmpty();
  }
}
