package io.masterserver.tests.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.RawWebSocket;
import io.masterserver.tests.fixture.RunningServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("transport")
@DisplayName("A request on the WebSocket port")
@Timeout(60)
class UpgradeTest {

  private static final Message PING =
      Message.request(CoreOperations.PING.opcode(), Bytes.wrap(new byte[8]), 7);

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            """
            master.connection.handshake-timeout = 1 second
            master.websocket.allowed-origins = ["https://game.example.com"]
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void closeClients() {
    server.closeClients();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/w", "/ws", "/ws?token=1"})
  void opens_a_web_socket_at(String path) {
    RawWebSocket client = server.openWebSocket();
    client.sendBytes(RawWebSocket.upgrade(server.webSocketAddress(), path));
    client.expectUpgrade();

    assertThat(client.ask(PING.opcode(), PING.data(), 1).status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void is_followed_at_once_by_a_message_that_is_answered() {
    RawWebSocket client = server.openWebSocket();
    byte[] upgrade = RawWebSocket.upgrade(server.webSocketAddress(), "/w");
    byte[] message = RawWebSocket.frame(true, RawWebSocket.BINARY, RawWebSocket.bytes(PING));
    byte[] both = Arrays.copyOf(upgrade, upgrade.length + message.length);
    System.arraycopy(message, 0, both, upgrade.length, message.length);

    client.sendBytes(both);

    client.expectUpgrade();
    assertThat(client.receive().responseId()).isEqualTo(PING.requestId());
  }

  @Test
  void may_come_byte_by_byte() {
    RawWebSocket client = server.openWebSocket();
    for (byte one : RawWebSocket.upgrade(server.webSocketAddress(), "/w")) {
      client.sendBytes(new byte[] {one});
    }

    client.expectUpgrade();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET / HTTP/1.1        | 200 | This port is for games
          GET /w HTTP/1.1       | 426 | is a WebSocket of version 13
          GET /other HTTP/1.1   | 404 | nothing at '/other'
          POST / HTTP/1.1       | 405 | only GET
          HELLO                 | 501 | Unsupported HTTP method
          """)
  void that_is_no_upgrade_is_answered_as_http(String line, int status, String text) {
    RawWebSocket client = server.openWebSocket();

    client.sendBytes((line + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

    assertThat(new String(client.receiveUntilClosed(), StandardCharsets.UTF_8))
        .startsWith("HTTP/1.1 " + status)
        .contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 10", "Transfer-Encoding: chunked", "Expect: 100-continue"})
  void whose_body_never_comes_leaves_nothing_running(String header) {
    long before = streams();
    RawWebSocket client = server.openWebSocket();

    client.sendBytes(
        "POST / HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
            .formatted(header)
            .getBytes(StandardCharsets.US_ASCII));

    assertThat(client.receiveHead()).startsWith("HTTP/1.1 ");
    client.close();
    Await.until("no stream is left", () -> streams() <= before);
  }

  /** How many streams run in the server. */
  private static long streams() {
    var system = (ExtendedActorSystem) Adapter.toClassic(server.server().system());
    return system.printTree().lines().filter(line -> line.contains(" flow-")).count();
  }

  @Test
  void that_is_no_upgrade_is_counted_with_its_status() {
    long before = Counters.count("master.http.responses", "status", "426");
    RawWebSocket client = server.openWebSocket();

    client.sendBytes(
        "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    client.receiveUntilClosed();

    assertThat(Counters.count("master.http.responses", "status", "426")).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("that makes Pekko HTTP wait for more is answered all the same")
  void that_is_never_read_is_answered_all_the_same() {
    RawWebSocket client = server.openWebSocket();

    client.sendBytes("no)HTTP\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(new String(client.receiveUntilClosed(), StandardCharsets.UTF_8))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void for_a_web_socket_elsewhere_is_refused() {
    RawWebSocket client = server.openWebSocket();

    client.sendBytes(RawWebSocket.upgrade(server.webSocketAddress(), "/elsewhere"));

    assertThat(client.receiveHead()).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @CsvSource({"https://game.example.com, 101", "https://evil.example.com, 403", "null, 403"})
  void from_a_page_is_let_in_if_its_origin_is_allowed(String origin, int status) {
    RawWebSocket client = server.openWebSocket();

    client.sendBytes(RawWebSocket.upgrade(server.webSocketAddress(), "/ws", "Origin: " + origin));

    assertThat(client.receiveHead()).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void that_is_not_complete_in_time_is_answered_408() {
    long before = Counters.closed("handshake-timeout");
    RawWebSocket client = server.openWebSocket();

    client.sendBytes("GET /w HT".getBytes(StandardCharsets.US_ASCII));

    assertThat(new String(client.receiveUntilClosed(), StandardCharsets.UTF_8))
        .startsWith("HTTP/1.1 408 ");
    assertThat(Counters.closed("handshake-timeout")).isEqualTo(before + 1);
  }

  @Test
  void with_too_long_a_head_is_answered_431() {
    RawWebSocket client = server.openWebSocket();

    client.sendBytes(
        ("GET /w HTTP/1.1\r\nCookie: " + "x".repeat(16 * 1024))
            .getBytes(StandardCharsets.US_ASCII));

    assertThat(client.receiveHead()).startsWith("HTTP/1.1 431 ");
  }
}
