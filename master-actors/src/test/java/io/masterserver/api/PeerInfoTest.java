package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The connection of a peer")
class PeerInfoTest {

  private static boolean isConfidential(String address, String transport) {
    return new PeerInfo(new PeerId(1), UUID.randomUUID(), address, transport).isConfidential();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:4711",
        "127.255.1.20:1",
        "0:0:0:0:0:0:0:1:4711",
        "0:0:0:0:0:0:0:1%lo:4711",
        "::1:4711",
        "[::1]:4711",
        "[0:0:0:0:0:0:0:1]:4711"
      })
  void is_confidential_when_it_does_not_leave_the_machine(String address) {
    assertThat(isConfidential(address, "tcp")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxied-tcp", "proxied-ws"})
  void is_not_confidential_in_the_clear_through_a_proxy_on_the_machine(String transport) {
    assertThat(isConfidential("127.0.0.1:4711", transport)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls", "wss"})
  void is_confidential_when_it_is_encrypted(String transport) {
    assertThat(isConfidential("192.0.2.7:4711", transport)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.7:4711",
        "128.0.0.1:4711",
        "1.127.0.0:4711",
        "127.evil.example:1",
        "127.0.0.1.evil.example:1",
        "127.0.0.1",
        "127.0.0:1",
        "[::1].evil.example:1",
        "[::1",
        "localhost:1",
        "0:0:0:0:0:0:0:1:2:3",
        "0:0:0:0:0:0:0:12:4711",
        "2001:db8:0:0:0:0:0:1:4711",
        ""
      })
  void is_not_confidential_in_the_clear_from_elsewhere(String address) {
    assertThat(isConfidential(address, "tcp")).isFalse();
    assertThat(isConfidential(address, "ws")).isFalse();
  }
}
