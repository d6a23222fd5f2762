package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session that is resumed on another node")
class SessionsAcrossNodesTest {

  private static final Notification<String> NEWS = Notification.of(7, "news", Codec.STRING);
  private static final Request<String, String> QUESTION =
      Request.of(8, "question", Codec.STRING, Codec.STRING);
  private static final PropertyKey<String> NICKNAME =
      PropertyKey.of(700, "nickname", String.class, Codec.STRING);
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

  @Test
  void goes_on_in_both_directions_without_a_loss_or_a_repetition() {
    var first = new SessionLine(a);
    SessionTicket ticket = first.open();
    PeerId id = new PeerId(first.attached.peerId());
    first.send(Message.request(UNKNOWN, Bytes.EMPTY, 10));
    first.expectNotHandled(10);
    a.peers.peer(id).send(NEWS, "lost on its way");
    first.lose();
    b.peers.peer(id).send(NEWS, "while it was away");

    var second = new SessionLine(b);
    assertThat(second.resume(ticket, 1)).isEqualTo(1);
    assertThat(second.isWithItsPeer()).isTrue();
    assertThat(second.attached.peerId()).isEqualTo(id.value());
    assertThat(second.attached.unfinished()).isZero();
    second.send(Message.request(UNKNOWN, Bytes.EMPTY, 11));

    assertThat(NEWS.packet().decode(second.receive().data())).isEqualTo("lost on its way");
    assertThat(NEWS.packet().decode(second.receive().data())).isEqualTo("while it was away");
    second.expectNotHandled(11);
    a.peers.peer(id).send(NEWS, "afterwards");
    assertThat(NEWS.packet().decode(second.receive().data())).isEqualTo("afterwards");
  }

  @Test
  void goes_on_over_a_third_connection_when_the_second_dies_without_a_word() {
    var first = new SessionLine(a);
    SessionTicket ticket = first.open();
    first.lose();
    var second = new SessionLine(b);
    second.resume(ticket, 0);
    second.connection.stop();

    var third = new SessionLine(a);

    assertThat(third.resume(ticket, 0)).isZero();
    assertThat(third.isWithItsPeer()).isTrue();
    third.send(Message.request(UNKNOWN, Bytes.EMPTY, 12));
    third.expectNotHandled(12);
  }

  @Test
  void stays_on_its_node_while_something_is_under_way() throws Exception {
    var first = new SessionLine(a);
    SessionTicket ticket = first.open();
    PeerHandle peer = a.peers.peer(new PeerId(first.attached.peerId()));
    var answer = peer.request(QUESTION, "ready?", PATIENCE).toCompletableFuture();
    assertThat(first.receive().expectsResponse()).isTrue();
    first.lose();

    var second = new SessionLine(b);
    second.resume(ticket, 0);
    Message question = second.receive();
    second.send(
        Message.response(
            QUESTION.opcode(),
            QUESTION.answer().encode("yes"),
            question.requestId(),
            Status.SUCCESS));

    assertThat(second.isWithItsPeer()).isFalse();
    assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).value()).isEqualTo("yes");
  }

  @Test
  void takes_its_properties_along() throws Exception {
    var first = new SessionLine(a);
    SessionTicket ticket = first.open();
    PeerHandle peer = a.peers.peer(new PeerId(first.attached.peerId()));
    peer.write(NICKNAME, "Anna");
    first.lose();

    var second = new SessionLine(b);
    second.resume(ticket, 0);

    assertThat(second.isWithItsPeer()).isTrue();
    assertThat(
            peer.read(NICKNAME).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .contains("Anna");
  }

  @Test
  void takes_more_than_fits_one_message_between_nodes() {
    var first = new SessionLine(a);
    SessionTicket ticket = first.open();
    PeerId id = new PeerId(first.attached.peerId());
    first.lose();
    for (int i = 0; i < 8; i++) {
      a.peers.peer(id).send(NEWS, i + "x".repeat(30_000));
    }

    var second = new SessionLine(b);
    second.resume(ticket, 0);

    for (int i = 0; i < 8; i++) {
      assertThat(NEWS.packet().decode(second.receive().data())).startsWith(i + "x");
    }
  }
}
