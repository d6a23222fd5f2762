package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A client over WebSocket")
class WebSocketTest {

  private final Events events = new Events();
  private WebSocketTestServer server;
  private MasterClient client;
  private WebSocketTestPeer peer;

  @BeforeEach
  void connect() throws Exception {
    server = new WebSocketTestServer();
    client = connected(server.clientBuilder().maxFrameLength(100_000));
    peer = server.accept();
    client.handle(SAY, events::add);
    assertThat(events.next()).isEqualTo("connected");
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "4000, kicked, 'disconnected: the server closed the connection: kicked (4000)'",
    "1001, '', disconnected: the server closed the connection (1001)",
    "1000, '', disconnected: the server closed the connection",
  })
  void tells_its_listeners_how_the_server_closed_it(int code, String reason, String told)
      throws Exception {
    peer.close(code, reason);

    assertThat(events.next()).isEqualTo(told);
  }

  @Test
  @DisplayName("answers the close frame of the server")
  void close_is_answered() throws Exception {
    peer.close(4000, "kicked");

    assertThat(peer.closeCode()).isEqualTo(4000);
  }

  @Test
  @DisplayName("tells its listeners that the server hung up without a close frame")
  void hung_up() throws Exception {
    peer.hangUp();

    assertThat(events.next()).startsWith("disconnected: the ");
  }

  @Test
  @DisplayName("sends a normal close when it is closed, after all that was sent before")
  void normal_close() throws Exception {
    client.send(SAY, "goodbye");

    client.close();

    assertThat(peer.receive().data().utf8()).isEqualTo("goodbye");
    assertThat(peer.closeCode()).isEqualTo(1000);
  }

  @Test
  @DisplayName("takes a message that comes in fragments, with pings between them")
  void fragments() throws Exception {
    String text = "0123456789".repeat(6000);

    peer.sendFragmented(say(text), 1016);
    peer.sendFragmented(say("second"), 1);
    peer.tell(SAY, "whole");

    assertThat(events.next()).isEqualTo(text);
    assertThat(events.next()).isEqualTo("second");
    assertThat(events.next()).isEqualTo("whole");
  }

  @Test
  @DisplayName("takes a text message as its bytes")
  void text() throws Exception {
    peer.sendText(say("Grüße 🎲"));

    assertThat(events.next()).isEqualTo("Grüße 🎲");
  }

  @Test
  @DisplayName("ends the connection when a message is longer than it may be")
  void too_long() throws Exception {
    peer.tell(SAY, "x".repeat(100_000));

    assertThat(events.next())
        .startsWith("disconnected: the server sent what is no message: message length: ")
        .endsWith(" bytes or more (expected: at most 100000)");
  }

  @Test
  @DisplayName("ends the connection when fragments make a message longer than it may be")
  void too_long_in_fragments() throws Exception {
    peer.sendFragmented(say("x".repeat(101_000)), 1000);

    assertThat(events.next())
        .isEqualTo(
            "disconnected: the server sent what is no message: "
                + "message length: 101000 bytes or more (expected: at most 100000)");
  }

  @Test
  @DisplayName("ends the connection when the server breaks the rules of WebSocket")
  void no_web_socket() throws Exception {
    peer.sendReservedBit();

    assertThat(events.next())
        .isEqualTo(
            "disconnected: the server sent what is no message: not WebSocket: Unexpected rsv1 bit");
  }

  @Test
  @DisplayName("drops and counts what is no message, and takes the next one")
  void no_message() throws Exception {
    peer.sendMessage(new byte[3]);
    peer.sendMessage(new byte[0]);
    peer.tell(SAY, "hello");

    assertThat(events.next()).isEqualTo("hello");
    assertThat(client.statistics().undecodable()).isEqualTo(2);
  }

  @Test
  @DisplayName("asks every server for the same path and query")
  void same_resource() throws Exception {
    try (var first = new WebSocketTestServer();
        var second = new WebSocketTestServer();
        var traveller = connected(first.clientBuilder("/w?game=chess"))) {
      WebSocketTestPeer before = first.accept();
      before.tell(CoreOperations.GOING_AWAY, new GoingAway("", 0, List.of(second.address())));
      before.close();

      assertThat(before.resource()).isEqualTo("/w?game=chess");
      assertThat(second.accept().resource()).isEqualTo("/w?game=chess");
    }
  }

  @Test
  @DisplayName("asks for the path /ws unless told otherwise")
  void default_path() {
    assertThat(peer.resource()).isEqualTo("/ws");
  }

  @Test
  @DisplayName("does not queue without end when the server does not read, and can be closed")
  void server_does_not_read() throws Exception {
    var release = new CountDownLatch(1);
    server.onMessage((sleeper, message) -> await(release));
    try (var talker =
        connected(server.clientBuilder().outboundBytes(1000).sendTimeout(Duration.ofMillis(50)))) {
      WebSocketTestPeer sleeper = server.accept();
      String megabyte = "x".repeat(1_000_000);
      int sent = 0;
      while (sent < 1000 && talker.send(SAY, megabyte)) {
        sent++;
      }

      assertThat(sent).isBetween(1, 999);
      var inFlight = talker.request(LENGTH, "late");
      talker.close();
      assertThat(Operations.await(inFlight).isSuccess()).isFalse();
      release.countDown();
      assertThat(sleeper.awaitEnd()).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Message say(String text) {
    return Message.notification(SAY.opcode(), Bytes.ofUtf8(text));
  }

  private MasterClient connected(ClientBuilder builder) throws Exception {
    var client = builder.build();
    client.addListener(events);
    Operations.await(client.connect());
    return client;
  }
}
