package io.masterserver.tests.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.tests.fixture.RawWebSocket;
import io.masterserver.tests.fixture.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A WebSocket behind a proxy")
@Timeout(60)
class ForwardedHeadersTest {

  private static RunningServer trusting;

  @BeforeAll
  static void start() {
    trusting = trusting("127.0.0.1", "10.0.0.0/8");
  }

  @AfterAll
  static void stop() {
    trusting.close();
  }

  private static RunningServer trusting(String... proxies) {
    return RunningServer.start(
        "master.proxies.trusted = [ \"%s\" ]".formatted(String.join("\", \"", proxies)),
        WhoAmI.module());
  }

  /** Returns what the server takes a client for whose request has {@code headers}. */
  private static String seen(RunningServer server, byte[] proxyHeader, String... headers) {
    try (RawWebSocket client = RawWebSocket.open(server.webSocketAddress())) {
      client.sendBytes(proxyHeader);
      client.sendBytes(RawWebSocket.upgrade(server.webSocketAddress(), "/ws", headers));
      client.expectUpgrade();
      return WhoAmI.ask(client).replace(client.address(), "socket");
    }
  }

  @Test
  void has_the_address_that_the_proxy_has_appended() {
    assertThat(seen(trusting, new byte[0], "X-Forwarded-For: 203.0.113.7"))
        .isEqualTo("203.0.113.7:0 proxied-ws");
    assertThat(seen(trusting, new byte[0], "X-Forwarded-For: 1.2.3.4, 203.0.113.7, 10.0.0.2"))
        .isEqualTo("203.0.113.7:0 proxied-ws");
    assertThat(
            seen(
                trusting,
                new byte[0],
                "X-Forwarded-For: 1.2.3.4",
                "X-Forwarded-For: 203.0.113.7",
                "X-Forwarded-For: 10.0.0.2"))
        .isEqualTo("203.0.113.7:0 proxied-ws");
    assertThat(seen(trusting, new byte[0], "X-Forwarded-For: [2001:db8::7]:4711, 10.0.0.2"))
        .isEqualTo("2001:db8:0:0:0:0:0:7:4711 proxied-ws");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "X-Forwarded-For: unknown",
        "X-Forwarded-For: 203.0.113.7, unknown",
        "X-Forwarded-For: localhost",
        "X-Forwarded-For:",
        "Forwarded: for=203.0.113.7",
        "X-Real-IP: 203.0.113.7"
      })
  void has_the_address_of_the_proxy_when_that_names_none(String header) {
    assertThat(seen(trusting, new byte[0], header)).isEqualTo("socket proxied-ws");
  }

  @Test
  void is_encrypted_if_the_proxy_has_been_reached_so() {
    assertThat(seen(trusting, new byte[0], "X-Forwarded-Proto: https")).isEqualTo("socket wss");
    assertThat(seen(trusting, new byte[0], "X-Forwarded-Proto: WSS")).isEqualTo("socket wss");
    assertThat(seen(trusting, new byte[0], "X-Forwarded-Proto: http"))
        .isEqualTo("socket proxied-ws");
    assertThat(seen(trusting, new byte[0], "X-Forwarded-Proto: https, http"))
        .isEqualTo("socket proxied-ws");
    assertThat(seen(trusting, new byte[0], "X-Forwarded-Proto: https", "X-Forwarded-Proto: http"))
        .isEqualTo("socket proxied-ws");
  }

  @Test
  void is_not_believed_when_the_proxy_is_not_trusted() {
    try (RunningServer server = trusting("192.0.2.1")) {
      assertThat(
              seen(server, new byte[0], "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"))
          .isEqualTo("socket ws");
    }
  }

  @Test
  @DisplayName("is believed behind a PROXY header if that names a trusted proxy, and only then")
  void is_believed_behind_a_proxy_header_that_names_a_trusted_proxy() {
    try (RunningServer server =
        RunningServer.start(
            """
            master.proxies.trusted = [ "127.0.0.1", "10.0.0.2" ]
            master.websocket.proxy-protocol = on
            """,
            WhoAmI.module())) {
      String[] claims = {"X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"};

      assertThat(seen(server, ProxyHeaderBytes.text("10.0.0.2"), claims))
          .isEqualTo("203.0.113.7:0 wss");
      assertThat(seen(server, ProxyHeaderBytes.text("203.0.113.9"), claims))
          .isEqualTo("203.0.113.9:4711 proxied-ws");
      assertThat(seen(server, ProxyHeaderBytes.line("PROXY UNKNOWN"), claims))
          .isEqualTo("socket proxied-ws");
    }
  }
}
