package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;

import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection whose peer lives on another node")
class DistantPeersTest {

  private final ClusterNode here = new ClusterNode();
  private final ClusterNode other = new ClusterNode();
  private final TestProbe<PeerConnection.Command> connection = here.connection();
  private final ActorRef<DistantPeers.Command> distant =
      here.kit.spawn(DistantPeers.create(new DeadNodes(here.kit.system())));

  @AfterEach
  void stop() {
    other.close();
    here.close();
  }

  /** A peer of {@link #other}, as {@link #here} knows it. */
  private ActorRef<Peer.Command> distantPeer() {
    TestProbe<Peer.Command> peer = other.kit.createTestProbe();
    String path = ActorRefResolver.get(other.kit.system()).toSerializationFormat(peer.ref());
    return ActorRefResolver.get(here.kit.system()).resolveActorRef(path);
  }

  @Test
  void is_closed_when_the_process_of_that_node_has_ended() {
    here.join(here);
    other.join(here);
    distant.tell(new DistantPeers.Has(connection.ref(), distantPeer()));

    other.kit.shutdownTestKit();

    connection.expectMessageClass(PeerConnection.Close.class, PATIENCE);
  }

  @Test
  void stays_when_its_peer_has_come_to_its_node_meanwhile() {
    here.join(here);
    other.join(here);
    distant.tell(new DistantPeers.Has(connection.ref(), distantPeer()));
    distant.tell(
        new DistantPeers.Has(connection.ref(), here.kit.<Peer.Command>createTestProbe().ref()));
    TestProbe<PeerConnection.Command> left = here.connection();
    distant.tell(new DistantPeers.Has(left.ref(), distantPeer()));

    other.kit.shutdownTestKit();

    left.expectMessageClass(PeerConnection.Close.class, PATIENCE);
    connection.expectNoMessage(Duration.ZERO);
  }
}
