package io.masterserver.runtime.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request for a WebSocket")
class PlainUpgradeTest {

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String USUAL =
      """
      GET /ws HTTP/1.1
      Host: localhost:5000
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: %s
      Sec-WebSocket-Version: 13

      """
          .formatted(KEY);

  private static Optional<PlainUpgrade> read(String head) {
    return PlainUpgrade.read(ByteString.fromString(head.replace("\n", "\r\n")));
  }

  @Test
  void is_read_as_clients_write_it() {
    assertThat(read(USUAL)).contains(new PlainUpgrade("/ws", KEY, Optional.empty()));
  }

  @Test
  void is_read_as_browsers_write_it() {
    String head =
        """
        GET / HTTP/1.1
        Host: [::1]:5000
        User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0)
        Accept: */*
        Accept-Language:
        Sec-WebSocket-Version: 13
        Origin: https://game.example.com
        Sec-WebSocket-Extensions: permessage-deflate
        Sec-WebSocket-Key: %s
        Connection: keep-alive, Upgrade
        Cookie: a=b; c="d"
        Upgrade: WebSocket

        """
            .formatted(KEY);

    assertThat(read(head))
        .contains(new PlainUpgrade("/", KEY, Optional.of("https://game.example.com")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /ws HTTP/1.1|POST /ws HTTP/1.1",
        "GET /ws HTTP/1.1|GET /ws HTTP/1.0",
        "GET /ws HTTP/1.1|GET /ws?x=y HTTP/1.1",
        "GET /ws HTTP/1.1|GET http://localhost/ws HTTP/1.1",
        "GET /ws HTTP/1.1|GET  /ws HTTP/1.1",
        "localhost:5000|local host",
        "localhost:5000|a/b",
        "Host: localhost:5000|Name: value",
        "Upgrade: websocket|Upgrade: h2c",
        "Connection: Upgrade|Connection: close",
        "Connection: Upgrade|Connection : Upgrade",
        "Connection: Upgrade|Connection: Upgrade\nConnection: Upgrade",
        "Connection: Upgrade|Connection: Upgrade\nContent-Length: 5",
        "Connection: Upgrade|Connection: Upgrade\nTransfer-Encoding: chunked",
        "Connection: Upgrade|Connection: Upgrade\n folded",
        "Connection: Upgrade|Connection: Upgrade\nX-Name: \u0001",
        "Connection: Upgrade|Connection: Upgrade\nno header",
        "ZQ==|ZR==",
        "ZQ==|",
        "Version: 13|Version: 12",
      })
  @DisplayName("that is unusual is left to Pekko HTTP")
  void unusual(String change) {
    String[] parts = change.split("\\|", -1);
    assertThat(USUAL).contains(parts[0]);

    assertThat(read(USUAL.replace(parts[0], parts[1]))).isEmpty();
  }

  @Test
  @DisplayName("with more headers than are read at all is left to Pekko HTTP")
  void many() {
    var more = new StringBuilder("Connection: Upgrade\n");
    for (int i = 0; i < 64; i++) {
      more.append("X-Name-").append(i).append(": value\n");
    }

    assertThat(read(USUAL.replace("Connection: Upgrade\n", more))).isEmpty();
  }
}
