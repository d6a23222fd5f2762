package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerId;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerConnection;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session that is resumed on another node")
class SessionsAcrossNodesTest {

  private static final Notification<String> NEWS = Notification.of(7, "news", Codec.STRING);
  private static final int UNKNOWN = 999;

  private static final ClusterNode a = new ClusterNode();
  private static final ClusterNode b = new ClusterNode();

  @BeforeAll
  static void start() {
    a.join(a);
    b.join(a);
  }

  @AfterAll
  static void stop() {
    b.close();
    a.close();
  }

  /** A client's end of a connection to one of the nodes, without a network. */
  private static final class Line {

    final TestProbe<PeerConnection.Command> connection;
    private final FrameDecoder decoder = new FrameDecoder(1 << 20);
    private final List<Message> arrived = new ArrayList<>();
    PeerConnection.Attached attached;

    Line(ClusterNode node) {
      connection = node.connection();
      node.peers.attach(connection.ref(), "127.0.0.1:4711", "tcp");
      attached = connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
    }

    void send(Message... messages) {
      attached.peer().tell(new Peer.Inbound(connection.ref(), List.of(messages)));
    }

    void lose() {
      attached.peer().tell(new Peer.Lost(connection.ref(), "broken"));
    }

    void awaitAttached() {
      attached = connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
    }

    Message receive() {
      while (arrived.isEmpty()) {
        var outbound = connection.expectMessageClass(PeerConnection.Outbound.class, PATIENCE);
        decoder.offer(outbound.frames().toArray(), 0, outbound.frames().size());
        while (decoder.next() instanceof FrameDecoder.Whole(Message message)) {
          arrived.add(message);
        }
      }
      return arrived.removeFirst();
    }
  }

  private static SessionTicket open(Line line) {
    line.send(Message.request(SessionOperations.OPEN.opcode(), Empty.CODEC.encode(Empty.EMPTY), 1));
    return SessionOperations.OPEN.answer().decode(line.receive().data());
  }

  /** Resumes over {@code line}; returns how many messages the server has had. */
  private static long resume(Line line, SessionTicket ticket, long received) {
    Bytes resume =
        SessionOperations.RESUME.packet().encode(new ResumeSession(ticket.token(), received));
    line.send(Message.request(SessionOperations.RESUME.opcode(), resume, 2));
    line.awaitAttached();
    Message answer = line.receive();
    assertThat(answer.status()).isEqualTo(Status.SUCCESS);
    return SessionOperations.RESUME.answer().decode(answer.data()).received();
  }

  private static void expectNotHandled(Line line, int requestId) {
    Message answer = line.receive();
    assertThat(answer.responseId()).isEqualTo(requestId);
    assertThat(answer.status()).isEqualTo(Status.NOT_HANDLED);
  }

  @Test
  void goes_on_in_both_directions_without_a_loss_or_a_repetition() {
    var first = new Line(a);
    SessionTicket ticket = open(first);
    PeerId id = new PeerId(first.attached.peerId());
    first.send(Message.request(UNKNOWN, Bytes.EMPTY, 10));
    expectNotHandled(first, 10);
    a.peers.peer(id).send(NEWS, "lost on its way");
    first.lose();
    b.peers.peer(id).send(NEWS, "while it was away");

    var second = new Line(b);
    assertThat(resume(second, ticket, 1)).isEqualTo(1);
    assertThat(second.attached.peer().path().address().hasGlobalScope()).isTrue();
    assertThat(second.attached.peerId()).isEqualTo(id.value());
    assertThat(second.attached.unfinished()).isZero();
    second.send(Message.request(UNKNOWN, Bytes.EMPTY, 11));

    assertThat(NEWS.packet().decode(second.receive().data())).isEqualTo("lost on its way");
    assertThat(NEWS.packet().decode(second.receive().data())).isEqualTo("while it was away");
    expectNotHandled(second, 11);
    a.peers.peer(id).send(NEWS, "afterwards");
    assertThat(NEWS.packet().decode(second.receive().data())).isEqualTo("afterwards");
  }

  @Test
  void goes_on_over_a_third_connection_when_the_second_dies_without_a_word() {
    var first = new Line(a);
    SessionTicket ticket = open(first);
    first.lose();
    var second = new Line(b);
    resume(second, ticket, 0);
    second.connection.stop();

    var third = new Line(a);

    assertThat(resume(third, ticket, 0)).isZero();
    third.send(Message.request(UNKNOWN, Bytes.EMPTY, 12));
    expectNotHandled(third, 12);
  }

  @Test
  void takes_more_than_fits_one_message_between_nodes() {
    var first = new Line(a);
    SessionTicket ticket = open(first);
    PeerId id = new PeerId(first.attached.peerId());
    first.lose();
    for (int i = 0; i < 8; i++) {
      a.peers.peer(id).send(NEWS, i + "x".repeat(30_000));
    }

    var second = new Line(b);
    resume(second, ticket, 0);

    for (int i = 0; i < 8; i++) {
      assertThat(NEWS.packet().decode(second.receive().data())).startsWith(i + "x");
    }
  }
}
