package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.runtime.peer.AdoptedSession;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PropertyAnswer;
import io.masterserver.runtime.peer.SessionMessage;
import io.masterserver.runtime.peer.SessionSnapshot;
import io.masterserver.runtime.peer.SessionToken;
import io.masterserver.testkit.InMemorySessionStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session that goes on on another node")
class RestoredOnAnotherNodeTest {

  private static final PropertyKey<Integer> GOLD =
      PropertyKey.of(900, "gold", Integer.class, Codec.INT).durable();
  private static final Notification<String> NEWS = Notification.of(7, "news", Codec.STRING);
  private static final Notification<String> SAVED =
      Notification.of(8, "saved", Codec.STRING).durable();

  private final InMemorySessionStore store = new InMemorySessionStore();
  private final ClusterNode a = new ClusterNode(store);
  private final ClusterNode b = new ClusterNode(store);

  @BeforeEach
  void start() {
    a.join(a);
    b.join(a);
  }

  @AfterEach
  void stop() {
    b.close();
    a.close();
  }

  @Test
  void is_as_it_was_saved_when_its_node_does_not_answer() {
    var first = new SessionLine(a);
    SessionTicket ticket = first.open();
    PeerId id = new PeerId(first.attached.peerId());
    a.peers.peer(id).write(GOLD, 70);
    a.peers.peer(id).send(SAVED, "gold");
    first.receive();
    a.kit.shutdownTestKit();

    var second = new SessionLine(b);
    SessionResumed resumed = second.resume(ticket.token(), 0);

    assertThat(resumed.restored()).isTrue();
    assertThat(second.attached.peerId()).isEqualTo(id.value());
    assertThat(SAVED.packet().decode(second.receive().data())).isEqualTo("gold");
    TestProbe<PropertyAnswer> gold = b.kit.createTestProbe();
    second.attached.peer().tell(new Peer.ReadProperty(GOLD.code(), gold.ref()));
    assertThat(gold.receiveMessage().as(GOLD)).contains(70);
  }

  @Test
  void is_reached_through_the_node_of_its_shard() {
    var gone = new SessionLine(a);
    PeerId id = new PeerId(gone.attached.peerId());
    gone.lose();
    gone.connection.expectTerminated(gone.attached.peer(), PATIENCE);
    Bytes secret = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");

    adoptOnB(id, secret);

    var line = new SessionLine(b);
    line.resume(new SessionToken(id, SessionDoor.node(b.kit.system()), secret).bytes(), 0);
    TestProbe<Object> patient = a.kit.createTestProbe();
    patient.awaitAssert(
        PATIENCE,
        () ->
            assertThat(a.peers.peer(id).read(GOLD))
                .succeedsWithin(PATIENCE)
                .isEqualTo(Optional.of(70)));
    a.peers.peer(id).send(NEWS, "by way of a");
    assertThat(NEWS.packet().decode(line.receive().data())).isEqualTo("by way of a");
    a.peers.peer(id).write(GOLD, 7);
    assertThat(a.peers.peer(id).read(GOLD)).succeedsWithin(PATIENCE).isEqualTo(Optional.of(7));
  }

  private void adoptOnB(PeerId id, Bytes secret) {
    var snapshot =
        new SessionSnapshot(
            new PeerInfo(id, new UUID(1, 2), "127.0.0.1:5", "tcp"),
            0,
            List.of(EncodedProperty.of(GOLD, 70)),
            0,
            0,
            List.of(),
            List.of(),
            List.of());
    TestProbe<Peer.Command> adopted = b.kit.createTestProbe();
    SessionDoor.of(b.kit.system(), Cluster.get(b.kit.system()).selfMember())
        .tell(
            new SessionMessage.Adopt(
                new AdoptedSession(snapshot, secret, 0, false), adopted.ref()));
    adopted.expectMessageClass(SessionMessage.SessionFound.class, PATIENCE);
  }
}
