package io.masterserver.runtime.peer;

import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerId;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session")
class SessionTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> SAVE = Notification.of(2, "save", Codec.TEXT);
  private static final Notification<String> NEWS = Notification.of(100, "news", Codec.TEXT);

  private static final ProbedNode node = new ProbedNode(ProbedSession.SETTINGS);

  @BeforeAll
  static void start() {
    node.start(
        "echo",
        context -> {
          context.handle(ECHO, e -> () -> e.respond(e.request()));
          context.handle(SAVE, e -> () -> {});
        });
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void begins_with_a_ticket() {
    var session = ProbedSession.open(node);

    assertThat(session.ticket.token().length()).isEqualTo(28);
    assertThat(session.ticket.resumeWithinMillis()).isEqualTo(60_000);
    assertThat(session.ticket.addresses()).isEmpty();
    assertThat(session.ticket.token()).isNotEqualTo(ProbedSession.open(node).ticket.token());
  }

  @Test
  void is_one_for_each_client() {
    ProbedPeer peer = ProbedSession.open(node).peer;

    peer.send(ProbedSession.open());

    assertThat(peer.receiveRest())
        .singleElement()
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(Status.FAILED));
  }

  @Test
  void is_not_known_to_a_server_without_sessions() {
    try (var without = new ProbedNode()) {
      ProbedPeer peer = without.connect();

      peer.send(ProbedSession.open(), ProbedSession.acknowledge(1));

      assertThat(peer.receiveRest())
          .singleElement()
          .satisfies(answer -> assertThat(answer.status()).isEqualTo(Status.NOT_HANDLED));
    }
  }

  @Test
  void that_was_never_opened_leaves_everything_as_it_was() {
    ProbedPeer peer = node.connect();

    peer.send(ProbedSession.acknowledge(7), request(ECHO, "a", 1));
    assertThat(peer.receiveRest()).containsExactly(success(ECHO, "a", 1));
    peer.handle.send(NEWS, "b", DeliveryMethod.UNRELIABLE);
    assertThat(peer.receive(1)).containsExactly(notification(NEWS, "b"));
    peer.lose("bye");

    peer.connection.expectTerminated(peer.ref);
  }

  @Test
  void counts_what_comes_behind_its_beginning_but_what_is_about_the_connection() {
    var session = ProbedSession.open(node);
    Message unreliable = new Message(2, Bytes.EMPTY, false, 0, false, 0, Status.DEFAULT, true);

    session.peer.send(
        notification(SAVE, "counts"),
        ProbedSession.acknowledge(0),
        unreliable,
        request(ECHO, "counts", 1),
        Message.response(999, Bytes.EMPTY, 999, Status.SUCCESS));
    session.peer.receiveRest();
    session.lose();

    session.resume(1, 3);
  }

  @Test
  void acknowledges_32_messages() {
    ProbedPeer peer = ProbedSession.open(node).peer;

    peer.send(Collections.nCopies(31, notification(SAVE, "s")).toArray(Message[]::new));
    assertThat(peer.receiveRest()).isEmpty();
    peer.send(notification(SAVE, "s"));

    assertThat(peer.receiveRest()).containsExactly(ProbedSession.acknowledge(32));
  }

  @Test
  void acknowledges_64_kibibytes() {
    ProbedPeer peer = ProbedSession.open(node).peer;
    Message half = notification(SAVE, "s".repeat(32 * 1024));

    peer.send(half);
    assertThat(peer.receiveRest()).isEmpty();
    peer.send(half);

    assertThat(peer.receiveRest()).containsExactly(ProbedSession.acknowledge(2));
  }

  @Test
  void marks_what_may_be_lost_and_does_not_keep_it() {
    var session = ProbedSession.open(node);

    session.peer.handle.send(NEWS, "maybe", DeliveryMethod.UNRELIABLE);
    session.peer.handle.send(NEWS, "surely");

    assertThat(session.peer.receive(2))
        .containsExactly(
            new Message(100, Codec.TEXT.encode("maybe"), false, 0, false, 0, Status.DEFAULT, true),
            notification(NEWS, "surely"));
    session.lose();
    session.peer.handle.send(NEWS, "nobody is there", DeliveryMethod.UNRELIABLE);
    ProbedPeer next = session.resume(0, 0);
    assertThat(next.receive(1)).containsExactly(notification(NEWS, "surely"));
    next.connection.expectNoMessage(Duration.ZERO);
  }

  @Test
  void ends_with_its_connection_when_the_client_acknowledges_what_was_never_sent() {
    ProbedPeer peer = ProbedSession.open(node).peer;

    peer.send(ProbedSession.acknowledge(1));

    expectClosed(peer, "the client acknowledges 1 messages");
    peer.lose("closed");
    peer.connection.expectTerminated(peer.ref);
  }

  @Test
  void ends_with_its_connection_when_acknowledgements_go_back() {
    ProbedPeer peer = ProbedSession.open(node).peer;
    peer.handle.send(NEWS, "a");
    peer.handle.send(NEWS, "b");
    peer.receive(2);

    peer.send(ProbedSession.acknowledge(2), ProbedSession.acknowledge(1));

    expectClosed(peer, "the client acknowledges 1 messages");
  }

  private static void expectClosed(ProbedPeer peer, String why) {
    assertThat(peer.connection.expectMessageClass(PeerConnection.Close.class).reason())
        .startsWith(why);
  }

  @Test
  void goes_on_when_an_acknowledgement_cannot_be_read() {
    ProbedPeer peer = ProbedSession.open(node).peer;

    peer.send(
        Message.notification(SessionOperations.ACKNOWLEDGE.opcode(), Bytes.EMPTY),
        request(ECHO, "a", 1));

    assertThat(peer.receiveRest()).containsExactly(success(ECHO, "a", 1));
    assertThat(peer.count("master.packets.malformed")).isEqualTo(1);
  }

  @Test
  void is_over_when_the_client_closes_it() {
    var session = ProbedSession.open(node);

    session.peer.send(notification(SessionOperations.CLOSE, Empty.EMPTY));
    session.peer.lose("bye");

    session.peer.connection.expectTerminated(session.peer.ref);
    ProbedSession.expectRefused(session.askToResume(0), "no such session");
  }

  @Test
  void says_nothing_of_its_secret() {
    Bytes secret = Bytes.ofHex("0badc0de0badc0de0badc0de0badc0de");
    var ledger = new OutboundLedger(ProbedSession.SETTINGS, new KeptBudget(0));
    var session = new PeerSession(secret, ledger);

    assertThat(
            "%s %s %s %s"
                .formatted(
                    session,
                    session.token(new PeerId(1), 1),
                    new SessionMessage.FindSession(
                        1, secret, node.kit.<Peer.Command>createTestProbe().ref()),
                    new SessionMessage.Claim(secret, 0, 0)))
        .doesNotContainIgnoringCase("badc0de");
  }

  @Test
  void answers_what_is_malformed_with_invalid() {
    ProbedPeer peer = node.connect();

    peer.send(Message.request(SessionOperations.RESUME.opcode(), Bytes.ofHex("00"), 5));

    assertThat(peer.receiveRest())
        .singleElement()
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(Status.INVALID));
  }
}
