package io.masterserver.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.List;

/** A client with a session on a {@link ProbedNode}. */
final class ProbedSession {

  static final Duration RESUME_WITHIN = Duration.ofSeconds(60);
  static final int MAX_KEPT_BYTES = 10_000;
  static final SessionSettings SETTINGS =
      new SessionSettings(
          RESUME_WITHIN, MAX_KEPT_BYTES, 100, 1_000_000, 100, Duration.ofSeconds(1));

  private static final int OPEN_ID = 1000;
  static final int RESUME_ID = 2000;

  private final ProbedNode node;

  /** The peer, as it was when the session began. */
  final ProbedPeer peer;

  final SessionTicket ticket;

  private ProbedSession(ProbedNode node, ProbedPeer peer) {
    this.node = node;
    this.peer = peer;
    peer.send(open());
    ticket = SessionOperations.OPEN.answer().decode(peer.receiveRest().getFirst().data());
  }

  static ProbedSession open(ProbedNode node) {
    return new ProbedSession(node, node.connect());
  }

  static ProbedSession open(ProbedNode node, String address, String transport) {
    return new ProbedSession(node, node.connect(address, transport));
  }

  static Message open() {
    return ProbedPeer.request(SessionOperations.OPEN, Empty.EMPTY, OPEN_ID);
  }

  static Message resume(Bytes token, long received) {
    return ProbedPeer.request(
        SessionOperations.RESUME, new ResumeSession(token, received), RESUME_ID);
  }

  static Message acknowledge(long number) {
    return ProbedPeer.notification(SessionOperations.ACKNOWLEDGE, number);
  }

  /** Loses the connection. */
  void lose() {
    peer.lose("broken");
    peer.awaitHandled();
  }

  /** Asks to go on over a new connection, having had {@code received} messages. */
  ProbedPeer askToResume(long received) {
    ProbedPeer next = node.connect();
    next.send(resume(ticket.token(), received));
    return next;
  }

  /**
   * Goes on over a new connection.
   *
   * @param received how many messages the client has had
   * @param counted how many the server has had
   * @return the new connection; what the client has not had comes next
   */
  ProbedPeer resume(long received, long counted) {
    ProbedPeer next = askToResume(received);
    expectResumed(next, counted, 0);
    return next;
  }

  /** Expects that the session goes on over the connection of {@code next}. */
  void expectResumed(ProbedPeer next, long counted, int unfinished) {
    next.connection.expectMessage(
        new PeerConnection.Attached(peer.ref, peer.id.value(), unfinished));
    Message answer = next.receive(1).getFirst();
    assertThat(answer.responseId()).isEqualTo(RESUME_ID);
    assertThat(answer.status()).isEqualTo(Status.SUCCESS);
    SessionResumed resumed = SessionOperations.RESUME.answer().decode(answer.data());
    assertThat(resumed.received()).isEqualTo(counted);
    assertThat(resumed.restored()).isFalse();
  }

  /** Expects that {@code next} is told that it is a new peer. */
  static void expectRefused(ProbedPeer next, String why) {
    assertThat(next.receiveRest())
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.responseId()).isEqualTo(RESUME_ID);
              assertThat(answer.status()).isEqualTo(Status.FAILED);
              assertThat(Codec.TEXT.decode(answer.data())).contains(why);
            });
  }

  /** Sends to the peer over the connection of {@code next}. */
  void sendBy(ProbedPeer next, Message... messages) {
    peer.ref.tell(new Peer.Inbound(next.connection.ref(), List.of(messages)));
  }
}
