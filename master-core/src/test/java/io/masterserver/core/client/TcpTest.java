package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.await;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client over TCP")
class TcpTest {

  @Test
  @DisplayName("ends the connection, and says why, when the server sends nonsense")
  void nonsense() throws Exception {
    var events = new Events();
    try (var server = new TcpTestServer();
        var client = server.clientBuilder().build()) {
      client.addListener(events);
      await(client.connect());

      ((TcpTestPeer) server.accept()).sendBytes(new byte[] {-1, -1, -1, -1});

      assertThat(events.next()).isEqualTo("connected");
      assertThat(events.next())
          .isEqualTo(
              "disconnected: the server sent what is no message: "
                  + "frame length: 4294967295 bytes (expected: 7..1048576)");
    }
  }
}
