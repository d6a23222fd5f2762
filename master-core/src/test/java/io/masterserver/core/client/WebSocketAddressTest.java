package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The address of a WebSocket")
class WebSocketAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ws://localhost:5000, ws://localhost:5000/ws",
    "ws://localhost:5000/, ws://localhost:5000/",
    "ws://localhost/w, ws://localhost:80/w",
    "WSS://game.example/a%20b, wss://game.example:443/a%20b",
    "ws://[::1]:5000/ws?a=%26, ws://[::1]:5000/ws?a=%26",
  })
  void is_a_URI(String given, String opened) {
    assertThat(WebSocketAddress.of(URI.create(given)).uri()).isEqualTo(URI.create(opened));
  }

  @Test
  @DisplayName("keeps its path and query on another server")
  void another_server() {
    var address = WebSocketAddress.of(URI.create("wss://localhost:5000/w?a=b"));

    assertThat(address.on(new ServerAddress("::1", 7)).uri())
        .isEqualTo(URI.create("wss://[::1]:7/w?a=b"));
  }

  @Test
  @DisplayName("does not show its query, which may be secret")
  void secret() {
    assertThat(WebSocketAddress.of(URI.create("ws://localhost:5000/w?token=secret")))
        .hasToString("ws://localhost:5000/w");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost/ws | scheme of the WebSocket's URI: 'http' (expected: ws or wss,"
            + " as in ws://host:5000/ws)",
        "localhost/ws | scheme of the WebSocket's URI: 'null' (expected: ws or wss,"
            + " as in ws://host:5000/ws)",
        "ws:///ws | host of the WebSocket's URI: none that is legal"
            + " (expected: ws://host:port/path)",
        "wss://under_score/ws | host of the WebSocket's URI: none that is legal"
            + " (expected: wss://host:port/path)",
        "ws://me:secret@localhost/ws | user in the WebSocket's URI for localhost (expected: none)",
        "ws://localhost/ws#a | fragment (#) in the WebSocket's URI for localhost (expected: none)",
        "ws://localhost:65536/ws | port of 'localhost': 65536 (expected: 1..65535)",
      })
  void is_refused_when_it_is_none(String uri, String why) {
    assertThatThrownBy(() -> MasterClient.builder().webSocket(URI.create(uri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  @DisplayName("is refused with a TLS context when it is not encrypted")
  void tls_without_encryption() throws Exception {
    var builder =
        MasterClient.builder()
            .webSocket(URI.create("ws://localhost:5000"))
            .tls(SSLContext.getDefault());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "tls: given for ws://localhost:5000/ws, which is not encrypted"
                + " (expected: wss://, or no tls)");
  }

  @Test
  @DisplayName("counts if it was given last, and does not if it was not")
  void last_call() throws Exception {
    try (var tcp = new TcpTestServer();
        var webSocket = new WebSocketTestServer();
        var first =
            tcp.clientBuilder().address(tcp.host(), 1).webSocket(webSocket.uri("")).build();
        var second =
            tcp.clientBuilder()
                .webSocket(webSocket.uri(""))
                .address(tcp.host(), tcp.port())
                .build()) {
      Operations.await(first.connect());
      assertThat(webSocket.accept()).isNotNull();
      Operations.await(second.connect());
      assertThat(tcp.accept()).isNotNull();
    }
  }

  @Test
  @DisplayName("has others of its cluster beside it, which differ in host and port only")
  void cluster() throws Exception {
    var down = new WebSocketTestServer();
    down.close();
    try (var up = new WebSocketTestServer();
        var client = down.clientBuilder("/w").webSocket(up.uri("/w")).build()) {
      Operations.await(client.connect());
      assertThat(up.accept().resource()).isEqualTo("/w");
    }
    assertThatThrownBy(() -> down.clientBuilder("/w").webSocket(URI.create("ws://other:1/x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "WebSocket's URI: ws://other:1/x (expected: scheme, path and query of %s)"
                .formatted(down.uri("/w")));
  }
}
