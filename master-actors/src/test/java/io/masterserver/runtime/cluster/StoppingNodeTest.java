package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Leave;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The peers of a node that stops")
class StoppingNodeTest {

  private static final Notification<String> NEWS = Notification.of(7, "news", Codec.STRING);
  private static final int UNKNOWN = 999;
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final ClusterNode stays = new ClusterNode();
  private final ClusterNode stops = new ClusterNode();

  @BeforeEach
  void join() {
    stays.join(stays);
    stops.join(stays);
  }

  @AfterEach
  void stop() {
    stops.close();
    stays.close();
  }

  /** Tells the node to move its peers, again and again, until something has come of it. */
  private <T> T whenMoving(Supplier<T> result) {
    TestProbe<Object> probe = stays.kit.createTestProbe();
    return probe.awaitAssert(
        PATIENCE,
        () -> {
          stops.sessions.moveAway();
          return result.get();
        });
  }

  @Test
  void wait_for_their_clients_at_another_one_and_are_found_there_when_theirs_has_gone() {
    var first = new SessionLine(stops);
    SessionTicket ticket = first.open();
    PeerId id = new PeerId(first.attached.peerId());
    stops.events.expectMessageClass(PeerConnected.class, PATIENCE);
    stops.peers.peer(id).send(NEWS, "not seen yet");
    first.lose();
    stops.events.receiveMessage(PATIENCE);

    var gone = whenMoving(() -> stops.events.expectMessageClass(PeerDisconnected.class, MOMENT));
    assertThat(gone.moved()).isTrue();
    stays.events.expectMessageClass(PeerConnected.class, PATIENCE);
    leave(stops);

    var second = new SessionLine(stays);
    assertThat(second.resume(ticket, 0)).isZero();
    assertThat(second.isWithItsPeer()).isTrue();
    assertThat(second.attached.peerId()).isEqualTo(id.value());
    assertThat(NEWS.packet().decode(second.receive().data())).isEqualTo("not seen yet");
    second.send(Message.request(UNKNOWN, Bytes.EMPTY, 10));
    second.expectNotHandled(10);
    awaitFoundBy(id, second);
  }

  private void leave(ClusterNode node) {
    TestProbe<Object> probe = stays.kit.createTestProbe();
    Cluster cluster = Cluster.get(node.kit.system());
    cluster.manager().tell(Leave.create(cluster.selfMember().address()));
    probe.awaitAssert(
        PATIENCE,
        () -> {
          assertThat(Cluster.get(stays.kit.system()).state().getMembers()).hasSize(1);
          return null;
        });
  }

  /** What is sent to the id arrives, as soon as the shard has a home again. */
  private void awaitFoundBy(PeerId id, SessionLine line) {
    TestProbe<Object> probe = stays.kit.createTestProbe();
    probe.awaitAssert(
        PATIENCE,
        () -> {
          stays.peers.peer(id).send(NEWS, "found");
          return line.connection.expectMessageClass(PeerConnection.Outbound.class, MOMENT);
        });
  }

  @Test
  void whose_clients_are_at_another_one_follow_them() {
    var first = new SessionLine(stops);
    SessionTicket ticket = first.open();
    stops.events.expectMessageClass(PeerConnected.class, PATIENCE);
    stays.sessions.takeOthers(false);
    var second = new SessionLine(stays);
    second.resume(ticket, 0);
    assertThat(second.isWithItsPeer()).isFalse();
    stays.sessions.takeOthers(true);

    var told =
        whenMoving(() -> second.connection.expectMessageClass(PeerConnection.GoAway.class, MOMENT));
    assertThat(told.notice().reconnectAfterMillis()).isZero();
    var third = new SessionLine(stays);
    third.resume(ticket, 0);
    assertThat(third.isWithItsPeer()).isTrue();
  }
}
