package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.Exchange;
import io.masterserver.api.PeerDetached;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PeerResumed;
import io.masterserver.core.packet.Notification;
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
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that comes back")
class ResumeTest {

  private static final Request<String, String> HOLD = Request.of(1, "hold", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> SECRET =
      Request.of(2, "secret", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> QUESTION =
      Request.of(101, "question", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> NEWS = Notification.of(100, "news", Codec.TEXT);
  private static final String ELSEWHERE = "192.0.2.7:1";

  private static final ProbedNode node = new ProbedNode(ProbedSession.SETTINGS);
  private static final BlockingQueue<Exchange<String, String>> held = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    node.start(
        "holding",
        context -> {
          context.handle(HOLD, e -> () -> held.add(e));
          context.handle(SECRET, e -> () -> e.respond("s")).confidential();
        });
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void is_the_same_peer_with_another_address() {
    var session = ProbedSession.open(node, "192.0.2.7:1", "tls");

    session.lose();
    var lost = session.peer.events.expectMessageClass(PeerDetached.class);
    assertThat(lost.info().id()).isEqualTo(session.peer.id);
    ProbedPeer next = node.connect("192.0.2.8:2", "wss");
    next.send(ProbedSession.resume(session.ticket.token(), 0));
    session.expectResumed(next, 0, 0);

    PeerInfo info = session.peer.events.expectMessageClass(PeerResumed.class).info();
    assertThat(info)
        .isEqualTo(new PeerInfo(session.peer.id, lost.info().guid(), "192.0.2.8:2", "wss"));
  }

  @Test
  void leaves_nothing_of_the_peer_that_it_came_as() {
    var session = ProbedSession.open(node);
    session.lose();

    ProbedPeer next = session.resume(0, 0);

    assertThat(next.events.expectMessageClass(PeerDisconnected.class).reason())
        .isEqualTo("its client goes on as peer " + session.peer.id);
    next.connection.expectTerminated(next.ref);
    next.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void gets_what_it_has_not_had_in_order() {
    var session = ProbedSession.open(node);
    session.peer.handle.send(NEWS, "had");
    session.peer.handle.send(NEWS, "on its way");
    session.peer.receive(2);
    session.lose();
    session.peer.handle.send(NEWS, "while it was away");

    ProbedPeer next = session.resume(1, 0);

    assertThat(next.receive(2))
        .containsExactly(notification(NEWS, "on its way"), notification(NEWS, "while it was away"));
    session.peer.handle.send(NEWS, "afterwards");
    assertThat(next.receive(1)).containsExactly(notification(NEWS, "afterwards"));
  }

  @Test
  void gets_the_answer_to_what_was_in_flight() throws Exception {
    var session = ProbedSession.open(node);
    session.peer.send(request(HOLD, "a", 1), request(HOLD, "b", 2), request(HOLD, "c", 3));
    Exchange<String, String> first = held.take();
    session.lose();
    first.respond("A");
    Exchange<String, String> second = held.take();
    session.peer.awaitHandled();

    ProbedPeer next = session.askToResume(0);
    session.expectResumed(next, 3, 2);

    assertThat(next.receive(1)).containsExactly(success(HOLD, "A", 1));
    second.respond("B");
    held.take().respond("C");
    assertThat(next.receive(2)).containsExactly(success(HOLD, "B", 2), success(HOLD, "C", 3));
  }

  @Test
  void may_ask_twice_if_the_answer_did_not_reach_it() {
    var session = ProbedSession.open(node);
    session.peer.handle.send(NEWS, "a");
    session.peer.receive(1);
    session.lose();
    ProbedPeer second = session.resume(0, 0);
    second.receive(1);

    ProbedPeer third = session.resume(0, 0);

    assertThat(third.receive(1)).containsExactly(notification(NEWS, "a"));
    second.connection.expectMessageClass(PeerConnection.Close.class);
  }

  @Test
  void has_its_former_connection_closed_and_that_is_not_listened_to_any_more() throws Exception {
    var session = ProbedSession.open(node);

    ProbedPeer next = session.resume(0, 0);

    assertThat(session.peer.connection.expectMessageClass(PeerConnection.Close.class).reason())
        .isEqualTo("the client goes on over another connection");
    session.peer.send(request(HOLD, "twice", 1));
    session.peer.lose("closed");
    session.sendBy(next, request(HOLD, "once", 1));
    Exchange<String, String> exchange = held.take();
    assertThat(exchange.request()).isEqualTo("once");
    exchange.respond("yes");
    assertThat(next.receive(1)).containsExactly(success(HOLD, "yes", 1));
    assertThat(held).isEmpty();
  }

  @Test
  void answers_what_the_server_asked_over_the_former_connection() {
    var session = ProbedSession.open(node);
    CompletionStage<Response<String>> answer =
        session.peer.handle.request(QUESTION, "why?", Duration.ofSeconds(30));
    Message asked = session.peer.receive(1).getFirst();
    session.lose();

    ProbedPeer next = session.resume(0, 0);
    assertThat(next.receive(1)).containsExactly(asked);
    session.sendBy(next, success(QUESTION, "because", asked.requestId()));

    assertThat(answer)
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(Response.success("because"));
  }

  @Test
  void does_not_miss_what_a_connection_left_out_that_was_going_away() {
    var session = ProbedSession.open(node);
    session.peer.send(Message.response(9, Bytes.EMPTY, 9, Status.SUCCESS));
    session.peer.ref.tell(new SessionMessage.Leaving(session.peer.connection.ref()));
    session.peer.send(Message.response(9, Bytes.EMPTY, 10, Status.SUCCESS));
    session.lose();

    ProbedPeer next = session.resume(0, 1);

    session.sendBy(next, Message.response(9, Bytes.EMPTY, 10, Status.SUCCESS));
    session.peer.awaitHandled();
    session.resume(0, 2);
  }

  @Test
  void is_a_new_peer_if_its_token_is_wrong() {
    Bytes token = ProbedSession.open(node).ticket.token();
    byte[] guess = token.toArray();
    guess[guess.length - 1]++;

    for (Bytes wrong :
        new Bytes[] {
          Bytes.wrap(guess), Bytes.EMPTY, Bytes.ofHex("ff".repeat(28)), unknown(), elsewhere()
        }) {
      ProbedPeer next = node.connect();
      next.send(ProbedSession.resume(wrong, 0));

      ProbedSession.expectRefused(next, "no such session");
      next.handle.send(NEWS, "welcome");
      assertThat(next.receive(1)).containsExactly(notification(NEWS, "welcome"));
    }
    assertThat(refused("secret")).isEqualTo(1);
  }

  private static Bytes unknown() {
    return new SessionToken(new PeerId(4711), ProbedNode.HERE, Bytes.wrap(new byte[16])).bytes();
  }

  /** On a node that is not in the cluster. */
  private static Bytes elsewhere() {
    return new SessionToken(new PeerId(4711), 19, Bytes.wrap(new byte[16])).bytes();
  }

  private static Bytes silent() {
    return new SessionToken(new PeerId(4712), ProbedNode.SILENT, Bytes.wrap(new byte[16])).bytes();
  }

  private static double refused(String cause) {
    return node.sessionMeters.get("master.sessions.refused").tag("cause", cause).counter().count();
  }

  @Test
  void comes_back_with_its_first_message_or_not_at_all() throws Exception {
    var session = ProbedSession.open(node);
    session.lose();
    ProbedPeer next = node.connect();

    next.send(request(HOLD, "first", 1), ProbedSession.resume(session.ticket.token(), 0));
    held.take().respond("done");

    assertThat(next.receiveRest())
        .anySatisfy(
            answer ->
                assertThat(Codec.TEXT.decode(answer.data()))
                    .contains("with the first message of a connection"));
    assertThat(refused("too-late")).isEqualTo(1);
  }

  @Test
  void must_not_speak_before_it_is_answered() {
    var session = ProbedSession.open(node);
    session.lose();
    ProbedPeer next = node.connect();

    next.send(ProbedSession.resume(session.ticket.token(), 0), request(HOLD, "too early", 1));

    assertThat(
            next.connection
                .fishForMessage(
                    Duration.ofSeconds(10),
                    message ->
                        message instanceof PeerConnection.Close
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .getLast())
        .isEqualTo(
            new PeerConnection.Close(
                "it has sent something before its resume-session was answered"));
    assertThat(held).isEmpty();
  }

  @Test
  void cannot_have_had_more_than_was_sent() {
    var session = ProbedSession.open(node);
    session.lose();

    ProbedSession.expectRefused(session.askToResume(1), "cannot have had that many");

    session.resume(0, 0);
  }

  @Test
  void is_not_let_down_from_tls_to_where_others_can_read_along() {
    var session = ProbedSession.open(node, ELSEWHERE, "tls");
    session.lose();
    ProbedPeer clear = node.connect(ELSEWHERE, "tcp");

    clear.send(ProbedSession.resume(session.ticket.token(), 0));

    ProbedSession.expectRefused(clear, "resume it over TLS");
  }

  @Test
  void may_do_over_tls_what_it_could_not_do_before() {
    var session = ProbedSession.open(node, ELSEWHERE, "tcp");
    session.peer.send(request(SECRET, "", 1));
    assertThat(session.peer.receiveRest().getFirst().status()).isEqualTo(Status.UNAUTHORIZED);
    ProbedPeer next = node.connect(ELSEWHERE, "tls");
    next.send(ProbedSession.resume(session.ticket.token(), 1));
    session.expectResumed(next, 1, 0);

    session.sendBy(next, request(SECRET, "", 2));

    assertThat(next.receive(1)).containsExactly(success(SECRET, "s", 2));
  }

  @Test
  void is_told_to_try_again_when_the_node_of_its_session_does_not_answer() {
    ProbedPeer next = node.connect();
    next.send(ProbedSession.resume(silent(), 0));
    next.handle.send(NEWS, "held back");
    next.awaitHandled();
    next.connection.expectNoMessage(Duration.ZERO);

    node.pass(ReturningClient.FIND_WITHIN);

    assertThat(next.receive(2))
        .satisfiesExactly(
            answer -> assertThat(answer.status()).isEqualTo(Status.TIMEOUT),
            news -> assertThat(news).isEqualTo(notification(NEWS, "held back")));
  }

  @Test
  void is_disconnected_when_the_node_of_its_session_goes_silent_half_way() {
    ProbedPeer next = node.connect();
    next.send(ProbedSession.resume(silent(), 0));
    next.ref.tell(new SessionMessage.SessionFound(node.kit.<Peer.Command>createTestProbe().ref()));
    next.awaitHandled();

    node.pass(ReturningClient.FIND_WITHIN);

    assertThat(next.connection.expectMessageClass(PeerConnection.Close.class).reason())
        .contains("does not answer");
    node.kit.createTestProbe().expectTerminated(next.ref);
  }

  @Test
  void is_the_other_peer_even_if_that_is_said_late() {
    ProbedPeer next = node.connect();
    next.send(ProbedSession.resume(silent(), 0));
    next.ref.tell(new SessionMessage.ResumeRefused(ResumeRefusal.GONE));

    next.ref.tell(SessionMessage.Resumed.RESUMED);

    node.kit.createTestProbe().expectTerminated(next.ref);
  }

  @Test
  void cannot_come_back_when_what_it_sends_cannot_be_read() {
    var session = ProbedSession.open(node);
    session.peer.ref.tell(new SessionMessage.Unreadable(session.peer.connection.ref()));
    session.peer.lose("broken");

    ProbedSession.expectRefused(session.askToResume(0), "no such session");
  }
}
