package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A client that sends")
class SendTest {

  private final Over over;

  private TestServer server;
  private MasterClient client;

  SendTest(Over over) {
    this.over = over;
  }

  @BeforeEach
  void start() throws Exception {
    server = over.serve();
    client = server.clientBuilder().build();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void reaches_the_server_without_asking_for_a_response(DeliveryMethod method) throws Exception {
    await(client.connect());

    assertThat(client.send(SAY, "hello", method)).isTrue();

    assertThat(server.accept().receive())
        .isEqualTo(Message.notification(SAY.opcode(), Bytes.ofUtf8("hello")));
  }

  @Test
  @DisplayName("may send a request's packet without asking")
  void request_as_notification() throws Exception {
    await(client.connect());

    client.send(LENGTH, "hello");

    assertThat(server.accept().receive())
        .isEqualTo(Message.notification(LENGTH.opcode(), Bytes.ofUtf8("hello")));
  }

  @Test
  @DisplayName("keeps the order of its messages")
  void order() throws Exception {
    await(client.connect());
    TestPeer peer = server.accept();

    for (int i = 0; i < 1000; i++) {
      client.send(SAY, "message " + i);
    }

    for (int i = 0; i < 1000; i++) {
      assertThat(peer.receive().data().utf8()).isEqualTo("message " + i);
    }
  }

  @Test
  @DisplayName("is told that it is not connected")
  void not_connected() throws Exception {
    assertThat(client.isConnected()).isFalse();
    assertThat(client.send(SAY, "hello")).isFalse();
    assertThat(await(client.request(LENGTH, "hello")))
        .isEqualTo(Response.failure(Status.NOT_CONNECTED, "not connected to " + server.address()));
  }

  @Test
  @DisplayName("gets out what it sent right before it was closed, and ends the connection")
  void flushes() throws Exception {
    await(client.connect());
    TestPeer peer = server.accept();
    client.send(SAY, "goodbye");

    client.close();
    client.close();

    assertThat(peer.receive().data().utf8()).isEqualTo("goodbye");
    assertThat(peer.awaitEnd()).isTrue();
    assertThat(client.isConnected()).isFalse();
    assertThat(client.send(SAY, "too late")).isFalse();
    assertThatThrownBy(() -> await(client.connect()))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("the client is closed (build another one)");
  }

  @Test
  @DisplayName("needs to know the server")
  void no_address() {
    assertThatThrownBy(() -> MasterClient.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no address of the server (call address(host, port) or webSocket(uri))");
  }
}
