package io.masterserver.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.SessionStore;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.runtime.peer.LimitSettings;
import io.masterserver.runtime.peer.NodeLimits;
import io.masterserver.runtime.peer.NodeSessions;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerCensus;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.PeerMetrics;
import io.masterserver.runtime.peer.PeerServices;
import io.masterserver.runtime.peer.PeerSettings;
import io.masterserver.runtime.peer.SessionSettings;
import io.masterserver.runtime.registry.Routes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.jspecify.annotations.Nullable;

/** A node with peers and without modules, in this JVM, on loopback, on a free port. */
final class ClusterNode implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Config CONFIG =
      MasterServer.configuration(
          ConfigFactory.parseString(
              """
              pekko {
                loglevel = OFF
                cluster.jmx.multi-mbeans-in-same-jvm = on
                cluster.sharding.rebalance-interval = 1 s
                # Tear down at once: no hand-over of shards to nodes that are going away too.
                coordinated-shutdown.run-by-actor-system-terminate = off
                remote.artery.advanced.instruments =
                  ["io.masterserver.runtime.cluster.SentMessages"]
              }
              """));

  /** Not near to those that the nodes draw. */
  private static final AtomicInteger lastShard =
      new AtomicInteger(
          (int) ((System.currentTimeMillis() / 1000 + ShardDraw.SHARDS / 2) % ShardDraw.SHARDS));

  final ActorTestKit kit = ActorTestKit.create("master", CONFIG);
  final TestProbe<ModuleEvent> events = kit.createTestProbe();
  final OwnShards own = new OwnShards();
  final NodeSessions sessions;
  final ShardedPeers peers;

  ClusterNode() {
    this(null);
  }

  /**
   * @param store where sessions are saved; null if they are not
   */
  ClusterNode(@Nullable SessionStore store) {
    sessions =
        new NodeSessions(
            new SessionSettings(PATIENCE, 1 << 18, 4096, 1 << 28, 100, Duration.ofSeconds(1)),
            SessionDoor.node(kit.system()),
            SessionDoor.router(
                kit.system(), () -> Optional.ofNullable(store), Duration.ofSeconds(1)),
            transport -> List.of(),
            () -> Optional.ofNullable(store),
            new SimpleMeterRegistry());
    peers =
        ShardedPeers.start(
            new PeerServices(
                kit.system(),
                new PeerSettings(Duration.ofSeconds(60), 16, false),
                new Routes(),
                System::nanoTime,
                events.ref()::tell,
                PeerMetrics.in(new SimpleMeterRegistry()),
                NodeLimits.of(LimitSettings.NONE, new SimpleMeterRegistry()),
                sessions,
                new PeerCensus()),
            own);
  }

  /** Returns a shard that no test has had. */
  static int newShard() {
    return 1 + lastShard.incrementAndGet() % ShardDraw.SHARDS;
  }

  /** Joins the cluster of {@code seed}; returns when its peers can be reached. */
  ClusterNode join(ClusterNode seed) {
    Cluster cluster = Cluster.get(kit.system());
    cluster.manager().tell(Join.create(Cluster.get(seed.kit.system()).selfMember().address()));
    assertThat(peers.reachable(PATIENCE)).succeedsWithin(PATIENCE).isEqualTo(true);
    return this;
  }

  /** Returns what a new connection of this node is told. */
  TestProbe<PeerConnection.Command> connection() {
    return kit.createTestProbe();
  }

  /** Has {@code connection} attach to the peer {@code id}, wherever that lives. */
  void attach(TestProbe<PeerConnection.Command> connection, int id) {
    PeerEntity.ref(kit.system(), id)
        .tell(new Peer.Attach(connection.ref(), "127.0.0.1:4711", "tcp"));
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
