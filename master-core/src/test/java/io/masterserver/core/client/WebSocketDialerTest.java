package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client that is refused a WebSocket")
class WebSocketDialerTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final CountDownLatch over = new CountDownLatch(1);
  private ServerSocket door;

  @BeforeEach
  void open() throws Exception {
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    over.countDown();
    door.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 503})
  void says_what_the_server_answered_and_where(int status) {
    answerWith("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> connect(LONG))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage(
            "no connection to ws://127.0.0.1:%d/w: the server answered with HTTP status %d instead"
                    .formatted(door.getLocalPort(), status)
                + " of a WebSocket (is the server running, and the address right?)");
  }

  @Test
  @DisplayName("says what is wrong with the handshake")
  void wrong_handshake() {
    answerWith("HTTP/1.1 101 Yes\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

    assertThatThrownBy(() -> connect(LONG))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the server's handshake is wrong: ")
        .hasMessageContaining("Sec-WebSocket-Accept");
  }

  @Test
  @DisplayName("says that no answer came in time")
  void silence() {
    answerWith("");

    assertThatThrownBy(() -> connect(SHORT))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/w: no answer within 0.1 s (");
  }

  @Test
  @DisplayName("does not wait for the end of the refusal for ever")
  void endless_refusal() {
    answerWith("HTTP/1.1 403 No\r\nContent-Length: 1000\r\n\r\nno ");

    assertThatThrownBy(() -> connect(SHORT))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/w: no answer within 0.1 s (");
  }

  @Test
  @DisplayName("says that nobody listens there")
  void nobody() throws Exception {
    door.close();

    assertThatThrownBy(() -> connect(LONG))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/w: nobody listens there (");
  }

  @Test
  @DisplayName("does not wait long for a silent server when there are others")
  void others() throws Exception {
    answerWith("");
    URI silent = URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/w");
    try (var other = new WebSocketTestServer();
        var client =
            MasterClient.builder()
                .webSocket(silent)
                .webSocket(other.uri("/w"))
                .connectTimeout(Duration.ofHours(1))
                .build()) {
      await(client.connect());

      assertThat(other.accept().resource()).isEqualTo("/w");
    }
  }

  private void connect(Duration timeout) throws Exception {
    URI uri = URI.create("ws://127.0.0.1:" + door.getLocalPort() + "/w?token=secret");
    try (var client = MasterClient.builder().webSocket(uri).connectTimeout(timeout).build()) {
      await(client.connect());
    }
  }

  private void answerWith(String answer) {
    Thread.ofVirtual().start(() -> answerAll(answer));
  }

  private void answerAll(String answer) {
    try (Socket socket = door.accept()) {
      socket.getOutputStream().write(answer.getBytes(UTF_8));
      over.await();
    } catch (IOException | InterruptedException e) {
      // the test is over
    }
  }
}
