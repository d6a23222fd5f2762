package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An empty shard")
class EmptyShardsTest {

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
  void ends_and_begins_anew_on_the_node_that_asks_then() {
    int id = firstPeerOf(ClusterNode.newShard());
    comeAndGo(a, id);

    awaitEnd(a, PeerEntity.shard(id));

    assertThat(attach(b, b.connection(), id).path().address().hasLocalScope()).isTrue();
  }

  @Test
  void ends_also_when_nothing_but_its_door_was_asked() {
    int shard = ClusterNode.newShard();
    TestProbe<Peer.Reached> asker = b.kit.createTestProbe();
    PeerEntity.door(b.kit.system(), shard).tell(new Peer.Probe(asker.ref()));
    asker.expectMessageClass(Peer.Reached.class, PATIENCE);

    awaitEnd(b, shard);
  }

  @Test
  void stays_while_one_peer_lives() {
    int id = firstPeerOf(ClusterNode.newShard());
    attach(a, a.connection(), id);
    comeAndGo(a, id + 1);

    awaitTwoLooks();

    assertThat(shards(a)).contains(PeerEntity.shard(id));
  }

  @Test
  void stays_while_its_node_makes_peers_in_it_and_not_longer() {
    var draw = new ShardDraw(a.kit.system(), InstantSource.system(), a.own);
    int shard = draw.draw(0, PATIENCE).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    comeAndGo(a, firstPeerOf(shard));

    awaitTwoLooks();
    assertThat(shards(a)).contains(shard);

    draw.leave(shard);
    awaitEnd(a, shard);
  }

  private static int firstPeerOf(int shard) {
    return shard << PeerEntity.COUNTER_BITS | 1;
  }

  private static ActorRef<Peer.Command> attach(
      ClusterNode node, TestProbe<PeerConnection.Command> connection, int id) {
    node.attach(connection, id);
    return connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE).peer();
  }

  private static void comeAndGo(ClusterNode node, int id) {
    var connection = node.connection();
    attach(node, connection, id).tell(new Peer.Lost(connection.ref(), "gone"));
  }

  /** Another shard, which has been empty for a shorter time than others, has ended. */
  private static void awaitTwoLooks() {
    int shard = ClusterNode.newShard();
    comeAndGo(a, firstPeerOf(shard));
    awaitEnd(a, shard);
  }

  private static void awaitEnd(ClusterNode node, int shard) {
    node.connection()
        .awaitAssert(
            PATIENCE,
            Duration.ofMillis(50),
            () -> {
              assertThat(shards(node)).doesNotContain(shard);
              return shard;
            });
  }

  private static List<Integer> shards(ClusterNode node) {
    TestProbe<ShardRegion.CurrentShardRegionState> probe = node.kit.createTestProbe();
    ClusterSharding.get(node.kit.system())
        .shardState()
        .tell(new GetShardRegionState(PeerEntity.KEY, probe.ref()));
    return probe
        .expectMessageClass(ShardRegion.CurrentShardRegionState.class, PATIENCE)
        .getShards()
        .stream()
        .map(shard -> Integer.valueOf(shard.shardId()))
        .toList();
  }
}
