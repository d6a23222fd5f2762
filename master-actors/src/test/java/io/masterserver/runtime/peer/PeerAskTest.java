package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.Exchange;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request to a client")
class PeerAskTest {

  private static final Request<String, Integer> AGE = Request.of(10, "age", Codec.TEXT, Codec.INT);
  private static final Request<String, String> SLOW = Request.of(2, "slow", Codec.TEXT, Codec.TEXT);
  private static final Duration WITHIN = Duration.ofSeconds(3);

  private static final ProbedNode node = new ProbedNode();

  private final ProbedPeer peer = node.connect();

  @AfterAll
  static void stop() {
    node.close();
  }

  private CompletionStage<Response<Integer>> ask() {
    return peer.handle.request(AGE, "yours?", WITHIN);
  }

  private static void expect(CompletionStage<Response<Integer>> stage, Response<Integer> answer) {
    assertThat(stage).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(answer);
  }

  @Test
  void is_completed_by_its_response_in_whatever_order_they_come() {
    CompletionStage<Response<Integer>> first = ask();
    CompletionStage<Response<Integer>> second = ask();
    Message one = peer.receive(1).getFirst();
    Message two = peer.receive(1).getFirst();
    assertThat(one).isEqualTo(Message.request(10, Bytes.ofUtf8("yours?"), one.requestId()));

    peer.send(
        success(AGE, 22, two.requestId()),
        Message.response(10, Bytes.ofUtf8("never"), one.requestId(), Status.UNAUTHORIZED));

    expect(first, Response.failure(Status.UNAUTHORIZED, "never"));
    expect(second, Response.success(22));
    assertThat(peer.receiveRest()).isEmpty();
  }

  @Test
  void counts_answers_that_nobody_waits_for() {
    CompletionStage<Response<Integer>> answer = ask();
    int id = peer.receive(1).getFirst().requestId();

    peer.send(success(AGE, 1, id), success(AGE, 2, id), success(AGE, 3, 77));

    expect(answer, Response.success(1));
    assertThat(peer.receiveRest()).isEmpty();
    assertThat(peer.count("master.responses.stray")).isEqualTo(2);
  }

  @Test
  void is_invalid_when_its_answer_is_malformed() {
    CompletionStage<Response<Integer>> answer = ask();
    int id = peer.receive(1).getFirst().requestId();

    peer.send(Message.response(10, Bytes.ofHex("00"), id, Status.SUCCESS));

    assertThat(answer)
        .succeedsWithin(Duration.ofSeconds(10))
        .satisfies(response -> assertThat(response.status()).isEqualTo(Status.INVALID));
  }

  @Test
  void ends_with_timeout() {
    CompletionStage<Response<Integer>> answer = ask();
    int id = peer.receive(1).getFirst().requestId();
    peer.awaitHandled();

    node.pass(WITHIN);

    expect(answer, Response.failure(Status.TIMEOUT, "the peer did not answer in time"));
    peer.send(success(AGE, 1, id));
    assertThat(peer.receiveRest()).isEmpty();
    assertThat(peer.count("master.responses.stray")).isEqualTo(1);
  }

  @Test
  @DisplayName("with less time than one before it ends before it")
  void has_its_own_time() {
    CompletionStage<Response<Integer>> longer = ask();
    CompletionStage<Response<Integer>> shorter =
        peer.handle.request(AGE, "", Duration.ofSeconds(1));
    peer.receive(1);
    peer.receive(1);
    peer.awaitHandled();

    node.pass(Duration.ofSeconds(1));

    expect(shorter, Response.failure(Status.TIMEOUT, "the peer did not answer in time"));
    assertThat(longer.toCompletableFuture()).isNotDone();
    peer.awaitHandled();
    node.pass(Duration.ofSeconds(2));
    expect(longer, Response.failure(Status.TIMEOUT, "the peer did not answer in time"));
  }

  @Test
  void ends_with_not_connected_when_the_client_goes() {
    CompletionStage<Response<Integer>> answer = ask();
    peer.receive(1);

    peer.lose("bye");

    expect(answer, Response.failure(Status.NOT_CONNECTED, "peer " + peer.id + " has gone"));
  }

  @Test
  void is_refused_when_too_many_are_open() {
    for (int i = 0; i < 4; i++) {
      ask();
    }

    assertThat(ask())
        .succeedsWithin(Duration.ofSeconds(10))
        .satisfies(
            response -> {
              assertThat(response.status()).isEqualTo(Status.FAILED);
              assertThat(response.text()).contains("has 4 requests open", "max-pending-requests");
            });
    assertThat(peer.receive(4)).extracting(Message::requestId).containsExactly(1, 2, 3, 4);
  }

  @Test
  void is_answered_although_messages_of_the_client_wait() throws Exception {
    BlockingQueue<Exchange<String, String>> slow = new LinkedBlockingQueue<>();
    node.start("asker", module -> module.handle(SLOW, e -> () -> slow.add(e)));
    peer.send(ProbedPeer.request(SLOW, "a", 1));
    Exchange<String, String> open = slow.take();
    CompletionStage<Response<Integer>> answer = open.peer().request(AGE, "", WITHIN);
    int id = peer.receive(1).getFirst().requestId();

    peer.send(ProbedPeer.request(SLOW, "b", 2), success(AGE, 9, id));

    expect(answer, Response.success(9));
    open.respond("A");
    slow.take().respond("B");
    assertThat(peer.receiveRest()).containsExactly(success(SLOW, "A", 1), success(SLOW, "B", 2));
  }
}
