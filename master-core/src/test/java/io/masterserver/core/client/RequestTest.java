package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.SAY;
import static io.masterserver.core.client.Operations.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "over {0}")
@EnumSource(Over.class)
@DisplayName("A request")
class RequestTest {

  private final Over over;

  private TestServer server;
  private MasterClient client;
  private TestPeer peer;

  RequestTest(Over over) {
    this.over = over;
  }

  @BeforeEach
  void connect() throws Exception {
    server = over.serve();
    client = server.clientBuilder().maxRequestsInFlight(3).build();
    await(client.connect());
    peer = server.accept();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    server.close();
  }

  @Test
  @DisplayName("ends with the value that the server answers")
  void answered() throws Exception {
    var response = client.request(LENGTH, "four");

    peer.answer(LENGTH, peer.receive(), 4);

    assertThat(await(response)).isEqualTo(Response.success(4));
  }

  @Test
  @DisplayName("ends with the status and the bare text of a refusal")
  void refused() throws Exception {
    var response = client.request(LENGTH, "four");

    peer.respond(peer.receive(), Status.UNAUTHORIZED, Bytes.ofUtf8("Invalid Credentials"));

    assertThat(await(response))
        .isEqualTo(Response.failure(Status.UNAUTHORIZED, "Invalid Credentials"));
  }

  @Test
  @DisplayName("calls its callback with status and response")
  void callback() throws Exception {
    var told = new CompletableFuture<String>();
    client.request(
        LENGTH, "four", (status, response) -> told.complete(status + " " + response.value()));

    peer.answer(LENGTH, peer.receive(), 4);

    assertThat(await(told)).isEqualTo("SUCCESS 4");
  }

  @Test
  @DisplayName("is numbered from 1 on each connection")
  void ids() throws Exception {
    client.request(LENGTH, "a");
    client.request(LENGTH, "b");

    assertThat(List.of(peer.receive().requestId(), peer.receive().requestId()))
        .containsExactly(1, 2);
  }

  @Test
  @DisplayName("ends with TIMEOUT when the server is silent, and a late response is ignored")
  void times_out() throws Exception {
    var response = await(client.request(LENGTH, "four", Duration.ofMillis(1)));

    assertThat(response.status()).isEqualTo(Status.TIMEOUT);
    assertThat(response.text())
        .isEqualTo("no response to request 'length' (opcode 7) within 0.001 s");
    peer.answer(LENGTH, peer.receive(), 4);
    awaitAllRead();
    assertThat(client.statistics().unexpectedResponses()).isEqualTo(1);
  }

  @Test
  @DisplayName("ends with INVALID when the answer cannot be read")
  void undecodable() throws Exception {
    var response = client.request(LENGTH, "four");

    peer.respond(peer.receive(), Status.SUCCESS, Bytes.ofHex("0001"));

    assertThat(await(response).status()).isEqualTo(Status.INVALID);
    assertThat(await(response).text()).startsWith("response to request 'length' (opcode 7): ");
    assertThat(client.statistics().undecodable()).isEqualTo(1);
  }

  @Test
  @DisplayName("ends with FAILED when too many are in flight, and the next one has its place")
  void too_many() throws Exception {
    var first = client.request(LENGTH, "a");
    client.request(LENGTH, "b");
    client.request(LENGTH, "c");
    assertThat(await(client.request(LENGTH, "d")).status()).isEqualTo(Status.FAILED);

    peer.answer(LENGTH, peer.receive(), 1);
    await(first);

    awaitAllRead();
  }

  @Test
  @DisplayName("that was never asked, or is answered twice, is ignored and counted")
  void unexpected() throws Exception {
    var response = client.request(LENGTH, "four");
    Message request = peer.receive();
    peer.answer(LENGTH, request, 4);
    peer.answer(LENGTH, request, 5);
    peer.send(Message.response(LENGTH.opcode(), Bytes.EMPTY, 999, Status.SUCCESS));

    assertThat(await(response).value()).isEqualTo(4);
    awaitAllRead();
    assertThat(client.statistics().unexpectedResponses()).isEqualTo(2);
  }

  @Test
  @DisplayName("in flight ends with NOT_CONNECTED when the client is closed")
  void closed() throws Exception {
    var response = client.request(LENGTH, "four");

    client.close();

    assertThat(await(response).status()).isEqualTo(Status.NOT_CONNECTED);
    assertThat(await(client.request(LENGTH, "again")).status()).isEqualTo(Status.NOT_CONNECTED);
  }

  @Test
  @DisplayName("in flight ends with NOT_CONNECTED when the server hangs up")
  void lost() throws Exception {
    var response = client.request(LENGTH, "four");
    peer.receive();

    peer.close();

    assertThat(await(response).status()).isEqualTo(Status.NOT_CONNECTED);
    assertThat(await(response).text()).contains("ended before the response");
  }

  @Test
  @DisplayName("is told in the order in which the server spoke, one call at a time")
  void order() throws Exception {
    var seen = new ArrayList<String>(); // safe here: one dispatch thread
    client.handle(SAY, seen::add);
    client.request(LENGTH, "a", (status, response) -> seen.add("a" + response.value()));
    CompletionStage<Boolean> last =
        client.request(LENGTH, "b").thenApply(response -> seen.add("b" + response.value()));
    Message first = peer.receive();
    Message second = peer.receive();

    peer.tell(SAY, "one");
    peer.answer(LENGTH, first, 1);
    peer.tell(SAY, "two");
    peer.answer(LENGTH, second, 2);

    await(last);
    assertThat(seen).containsExactly("one", "a1", "two", "b2");
  }

  @Test
  @DisplayName("whose packet is too long is refused at once, and leaves its place")
  void too_long() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> client.request(LENGTH, "x".repeat(2 << 20)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("maxFrameLength");
    }

    awaitAllRead();
  }

  @Test
  @DisplayName("needs a time-out above 0")
  void zero_timeout() {
    assertThatThrownBy(() -> client.request(LENGTH, "four", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("request time-out: PT0S (expected: more than 0)");
  }

  @Test
  @DisplayName("to ping measures the round trip")
  void ping() throws Exception {
    var trip = client.ping();
    Message ping = peer.receive();

    peer.respond(ping, Status.SUCCESS, ping.data());

    assertThat(ping.opcode()).isEqualTo(CoreOperations.PING.opcode());
    assertThat(await(trip)).isPositive();
  }

  /** The answer to one more request proves that all that was sent before it has been read. */
  private void awaitAllRead() throws Exception {
    var last = client.request(LENGTH, "last");
    Message message = peer.receive();
    while (!message.data().utf8().equals("last")) {
      message = peer.receive();
    }
    peer.answer(LENGTH, message, 4);
    assertThat(await(last).isSuccess()).isTrue();
  }
}
