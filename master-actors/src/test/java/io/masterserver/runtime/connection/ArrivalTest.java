package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection that a proxy describes")
class ArrivalTest {

  private static Arrival by(String proxy) {
    return new Arrival(
        new InetSocketAddress(proxy, 1),
        false,
        Arrival.Route.FROM_PROXY,
        new Admission(1, 1, 1).arrive().orElseThrow());
  }

  private static String transport(boolean secure, Arrival.Route route) {
    Arrival by = by("127.0.0.1");
    return new Arrival(by.client(), secure, route, by.ticket()).transport("name");
  }

  private static Arrival described(String proxy, String client) {
    return by(proxy).described(new InetSocketAddress(client, 2), true, false);
  }

  @Test
  void has_the_client_that_the_proxy_names() {
    Arrival arrival = described("10.0.0.2", "203.0.113.7");

    assertThat(arrival.remoteAddress()).isEqualTo("203.0.113.7:2");
    assertThat(arrival.secure()).isTrue();
    assertThat(arrival.proxied()).isFalse();
  }

  @Test
  void is_not_taken_for_one_of_this_machine_in_the_clear() {
    Arrival unnamed =
        by("127.0.0.1").described(new InetSocketAddress("127.0.0.1", 1), false, false);

    assertThat(unnamed.transport("tcp")).isEqualTo("proxied-tcp");
    assertThat(transport(false, Arrival.Route.FROM_PROXY)).isEqualTo("proxied-name");
    assertThat(transport(false, Arrival.Route.DIRECT)).isEqualTo("name");
    assertThat(transport(true, Arrival.Route.BEHIND_PROXY)).isEqualTo("name");
  }

  @Test
  void comes_from_this_machine_only_if_the_proxy_is_on_it() {
    assertThat(described("127.0.0.1", "127.0.0.1").remoteAddress()).isEqualTo("127.0.0.1:2");
    assertThat(described("10.0.0.2", "127.0.0.1").remoteAddress()).isEqualTo("10.0.0.2:1");
    assertThat(described("10.0.0.2", "::1").remoteAddress()).isEqualTo("10.0.0.2:1");
  }
}
