package io.masterserver.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The load's handshake for WebSocket")
class HandshakeTest {

  private static final String ACCEPTED =
      """
      HTTP/1.1 101 Switching Protocols
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
      """;

  /** The key of the example in RFC 6455, 1.3. */
  private final Handshake handshake = new Handshake("dGhlIHNhbXBsZSBub25jZQ==");

  @Test
  @DisplayName("asks for a WebSocket and ends with an empty line")
  void request() {
    var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);

    assertThat(handshake.request(server))
        .startsWith("GET /ws HTTP/1.1\r\nHost: localhost:4711\r\n")
        .contains("\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
        .contains("\r\nSec-WebSocket-Version: 13\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  @DisplayName("has a key of 16 bytes that differs from connection to connection")
  void randomKey() {
    String key = Handshake.withRandomKey().key();

    assertThat(Base64.getDecoder().decode(key)).hasSize(16);
    assertThat(Handshake.withRandomKey().key()).isNotEqualTo(key);
  }

  @Test
  @DisplayName("takes the answer of the example in RFC 6455, 1.3, in any letters")
  void accepted() {
    assertThatCode(() -> handshake.requireAccepted(ACCEPTED)).doesNotThrowAnyException();
    assertThatCode(() -> handshake.requireAccepted(ACCEPTED.replace("Upgrade:", "UPGRADE:")))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("refuses another status, another key's answer, and an extension nobody offered")
  void refused() {
    assertRefused(ACCEPTED.replace("101", "200"));
    assertRefused(ACCEPTED.replace("s3pP", "s3pp"));
    assertRefused(ACCEPTED.replace("Upgrade: websocket", "Upgrade: h2c"));
    assertRefused(ACCEPTED.replace("Connection: Upgrade", "Connection: close"));
    assertRefused(ACCEPTED + "Sec-WebSocket-Extensions: permessage-deflate\n");
    assertRefused("");
  }

  private void assertRefused(String head) {
    assertThatExceptionOfType(LoadFailure.class)
        .isThrownBy(() -> handshake.requireAccepted(head))
        .withMessageContaining("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }
}
