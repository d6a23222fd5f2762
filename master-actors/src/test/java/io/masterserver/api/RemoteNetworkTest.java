package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The address by which attempts are counted")
class RemoteNetworkTest {

  @ParameterizedTest(name = "of {0} is {1}")
  @CsvSource({
    "192.0.2.1:5000, 192.0.2.1",
    "[2001:db8:1:2:3:4:5:6]:5000, 20010db800010002",
    "2001:db8:1:2:ffff:0:0:1:5000, 20010db800010002",
    "[fe80::1%eth0]:5000, fe80000000000000",
    "[::ffff:192.0.2.1]:5000, 192.0.2.1",
    "somewhere:5000, somewhere",
    "somewhere, somewhere",
    "[:::]:5000, :::"
  })
  void is_the_host_or_in_ipv6_the_network(String hostAndPort, String expected) {
    assertThat(RemoteNetwork.of(hostAndPort)).isEqualTo(expected);
  }
}
