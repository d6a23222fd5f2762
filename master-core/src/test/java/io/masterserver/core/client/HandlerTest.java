package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A message of the server")
class HandlerTest {

  private final Over over;

  private TestServer server;
  private MasterClient client;
  private TestPeer peer;

  HandlerTest(Over over) {
    this.over = over;
  }

  @BeforeEach
  void connect() throws Exception {
    server = over.serve();
    client = server.clientBuilder().build();
    await(client.connect());
    peer = server.accept();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  @DisplayName("goes to the handler of its opcode")
  void notification() throws Exception {
    var said = new CompletableFuture<String>();
    client.handle(SAY, said::complete);

    peer.tell(SAY, "hello");

    assertThat(await(said)).isEqualTo("hello");
  }

  @Test
  @DisplayName("is answered with what its handler returns")
  void answered() throws Exception {
    client.handle(LENGTH, text -> Response.success(text.length()));

    peer.ask(LENGTH, "four", 77);

    assertThat(peer.receive()).isEqualTo(response(Status.SUCCESS, Codec.INT.encode(4)));
  }

  @Test
  @DisplayName("is answered with the status and the text of a refusal")
  void refused() throws Exception {
    client.handle(LENGTH, text -> Response.failure(Status.FAILED, "too tired"));

    peer.ask(LENGTH, "four", 77);

    assertThat(peer.receive()).isEqualTo(response(Status.FAILED, Bytes.ofUtf8("too tired")));
  }

  @Test
  @DisplayName("may be answered later, while others are handled")
  void later() throws Exception {
    var answer = new CompletableFuture<Response<Integer>>();
    var said = new CompletableFuture<String>();
    client.handleAsync(LENGTH, text -> answer);
    client.handle(SAY, said::complete);
    peer.ask(LENGTH, "four", 77);
    peer.tell(SAY, "hello");
    await(said);

    answer.complete(Response.success(4));

    assertThat(peer.receive()).isEqualTo(response(Status.SUCCESS, Codec.INT.encode(4)));
  }

  @Test
  @DisplayName("without a handler is answered with NOT_HANDLED")
  void not_handled() throws Exception {
    peer.ask(LENGTH, "four", 77);

    assertThat(peer.receive())
        .isEqualTo(response(Status.NOT_HANDLED, Bytes.ofUtf8("no handler for opcode 7")));
  }

  @Test
  @DisplayName("whose handler was removed is answered with NOT_HANDLED")
  void removed() throws Exception {
    client.handle(LENGTH, text -> Response.success(text.length()));
    client.removeHandler(LENGTH);

    peer.ask(LENGTH, "four", 77);

    assertThat(peer.receive().status()).isEqualTo(Status.NOT_HANDLED);
  }

  @Test
  @DisplayName("whose handler throws is answered with ERROR, without saying why")
  void handler_throws() throws Exception {
    client.handle(
        LENGTH,
        text -> {
          throw new IllegalStateException("thrown by a test");
        });

    peer.ask(LENGTH, "four", 77);

    assertThat(peer.receive()).isEqualTo(response(Status.ERROR, Bytes.ofUtf8("Internal error")));
  }

  @Test
  @DisplayName("whose answer fails later is answered with ERROR")
  void answer_fails() throws Exception {
    client.handleAsync(
        LENGTH, text -> CompletableFuture.failedStage(new IllegalStateException("by a test")));

    peer.ask(LENGTH, "four", 77);

    assertThat(peer.receive()).isEqualTo(response(Status.ERROR, Bytes.ofUtf8("Internal error")));
  }

  @Test
  @DisplayName("that cannot be read is answered with INVALID, and the next one is handled")
  void undecodable() throws Exception {
    var level = Request.of(9, "level", Codec.INT, Codec.INT);
    client.handle(level, number -> Response.success(number));

    peer.send(Message.request(level.opcode(), Bytes.EMPTY, 1));
    peer.ask(level, 5, 2);

    assertThat(peer.receive().status()).isEqualTo(Status.INVALID);
    assertThat(peer.receive().status()).isEqualTo(Status.SUCCESS);
    assertThat(client.statistics().undecodable()).isEqualTo(1);
  }

  @Test
  @DisplayName("that wants no response gets none, though its handler gives one")
  void no_response_wanted() throws Exception {
    var asked = new CompletableFuture<String>();
    client.handle(
        LENGTH,
        text -> {
          asked.complete(text);
          return Response.success(text.length());
        });

    peer.tell(LENGTH, "quiet");
    peer.ask(LENGTH, "four", 77);

    assertThat(await(asked)).isEqualTo("quiet");
    assertThat(peer.receive()).isEqualTo(response(Status.SUCCESS, Codec.INT.encode(4)));
  }

  @Test
  @DisplayName("that wants a response to a notification gets SUCCESS when it was handled")
  void notification_with_response() throws Exception {
    client.handle(SAY, text -> {});

    peer.send(Message.request(SAY.opcode(), Bytes.ofUtf8("hello"), 77));

    assertThat(peer.receive())
        .isEqualTo(Message.response(SAY.opcode(), Bytes.EMPTY, 77, Status.SUCCESS));
  }

  @Test
  @DisplayName("that pings gets the same number back, also while a handler blocks")
  void ping() throws Exception {
    var release = new CompletableFuture<String>();
    client.handle(SAY, text -> release.orTimeout(10, SECONDS).join());
    peer.tell(SAY, "block");

    peer.ask(CoreOperations.PING, 4711L, 5);

    assertThat(peer.receive())
        .isEqualTo(
            Message.response(
                CoreOperations.PING.opcode(), Codec.LONG.encode(4711L), 5, Status.SUCCESS));
    release.complete("");
  }

  @Test
  @DisplayName("that the client handles itself cannot be given a handler")
  void reserved() {
    assertThatThrownBy(() -> client.handle(CoreOperations.GOING_AWAY, notice -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "notification 'going-away' (opcode 32201) is handled by the client itself"
                + " (use a ConnectionListener)");
  }

  private static Message response(Status status, Bytes data) {
    return Message.response(LENGTH.opcode(), data, 77, status);
  }
}
