package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.wire.Codec;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerActorHandle;
import io.masterserver.runtime.peer.PeerBroadcast;
import io.masterserver.runtime.peer.PeerConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A broadcast to peers by their ids")
class BroadcastTest {

  private static final Notification<Integer> NEWS = Notification.of(7, "news", Codec.INT);

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

  /** What is at the clients of some peers. */
  private record Audience(List<Integer> ids, TestProbe<PeerConnection.Command> connections) {

    /** Expects these news at every client, in this order. */
    void hears(Integer... news) {
      for (Integer each : news) {
        for (int peer = 0; peer < ids.size(); peer++) {
          assertThat(connections.expectMessageClass(PeerConnection.Outbound.class, PATIENCE))
              .isEqualTo(
                  new PeerConnection.Outbound(
                      PeerActorHandle.frame(NEWS, each), 0, DeliveryMethod.RELIABLE));
        }
      }
    }
  }

  /** Connects clients to peers of a fresh shard, all on {@code node}. */
  private static Audience audience(ClusterNode node, int size) {
    int shard = ClusterNode.newShard();
    TestProbe<PeerConnection.Command> connections = node.connection();
    List<Integer> ids =
        IntStream.rangeClosed(1, size)
            .map(n -> (shard << PeerEntity.COUNTER_BITS) + n)
            .boxed()
            .toList();
    for (int id : ids) {
      node.attach(connections, id);
      connections.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
    }
    return new Audience(ids, connections);
  }

  private static void broadcast(ClusterNode from, int news, Audience... to) {
    List<PeerHandle> peers = new ArrayList<>();
    for (Audience audience : to) {
      audience.ids().forEach(id -> peers.add(from.peers.peer(new PeerId(id))));
    }
    from.peers.broadcast(peers, NEWS, news, DeliveryMethod.RELIABLE);
  }

  /** Returns how many messages with news have left a node since {@link #forget}. */
  private static int sentBy(ClusterNode node) {
    return SentMessages.of(
            Adapter.toClassic(node.kit.system()),
            Peer.Push.class,
            Peer.Spread.class,
            PeerBroadcast.Deliver.class)
        .size();
  }

  private static void forget() {
    SentMessages.forget(Adapter.toClassic(a.kit.system()));
    SentMessages.forget(Adapter.toClassic(b.kit.system()));
  }

  @Test
  void is_one_message_to_the_other_node_however_many_they_are() {
    Audience here = audience(b, 20);
    Audience there = audience(a, 20);
    forget();

    broadcast(b, 1, here, there);

    here.hears(1);
    there.hears(1);
    assertThat(sentBy(b)).isEqualTo(1);
    assertThat(sentBy(a)).isZero();
  }

  @Test
  void is_one_message_to_a_node_with_several_shards_when_it_is_known_that_they_are_there() {
    Audience first = audience(a, 5);
    Audience second = audience(a, 5);
    for (Audience each : List.of(first, second)) {
      broadcast(b, 1, each);
      each.hears(1);
    }
    awaitShortWays(first, second);
    forget();

    broadcast(b, 2, first, second);

    first.hears(2);
    second.hears(2);
    assertThat(sentBy(b)).isEqualTo(1);
  }

  /** Broadcasts until node {@code b} knows where they are. */
  private static void awaitShortWays(Audience... all) {
    for (Audience audience : all) {
      do {
        forget();
        broadcast(b, 0, audience);
        audience.hears(0);
      } while (SentMessages.of(Adapter.toClassic(b.kit.system()), PeerBroadcast.Deliver.class)
          .isEmpty());
    }
  }

  @Test
  void comes_in_the_order_in_which_it_was_sent() {
    Audience there = audience(a, 1);

    for (int news = 0; news < 200; news++) {
      broadcast(b, news, there);
    }

    there.hears(IntStream.range(0, 200).boxed().toArray(Integer[]::new));
  }

  @Test
  void reaches_a_peer_whose_connection_is_on_another_node() {
    Audience there = audience(a, 1);
    int id = there.ids().getFirst() + 1;
    TestProbe<PeerConnection.Command> connection = b.connection();
    b.attach(connection, id);
    connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);

    broadcast(a, 1, new Audience(List.of(id), connection));

    new Audience(List.of(id), connection).hears(1);
  }

  @Test
  void does_not_mind_peers_that_do_not_exist() {
    Audience there = audience(a, 1);
    int nobody = there.ids().getFirst() + 1;

    broadcast(b, 1, new Audience(List.of(nobody), there.connections()), there);

    there.hears(1);
  }
}
