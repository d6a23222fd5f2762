package io.masterserver.runtime.cluster;

import io.masterserver.api.PeerId;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerBroadcast;
import io.masterserver.runtime.peer.PeerEnd;
import io.masterserver.runtime.peer.PeerServices;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingSettings;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityContext;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Peers as sharded entities.
 *
 * <p>The upper 15 bits of a peer's id are its shard, the lower 16 count within it, from 1: 0 is the
 * {@link ShardDoor}. So a node that makes a peer knows where it will live, and there are only the
 * shards that have peers or that nodes make peers in.
 *
 * <p>A peer ends when its connection does: it says so itself, and its shard stops it, so that no
 * message gets lost on the way. It is never passivated without having ended, because the messages
 * of its connection do not come through the shard region.
 */
final class PeerEntity {

  /** How many bits of an id count the peers of a shard. */
  static final int COUNTER_BITS = 16;

  static final EntityTypeKey<Peer.Command> KEY = EntityTypeKey.create(Peer.Command.class, "peer");

  private PeerEntity() {}

  /** Starts the shard region; once on every node, before any {@link #ref}. */
  static ActorRef<ShardingEnvelope<Peer.Command>> init(
      PeerServices services, OwnShards own, ActorRef<PeerBroadcast.Command> broadcaster) {
    ActorSystem<?> system = services.system();
    return ClusterSharding.get(system)
        .init(
            Entity.of(KEY, entity -> behavior(entity, services, own, broadcaster))
                .withMessageExtractor(new ById())
                .withAllocationStrategy(new RequesterPlacement())
                .withSettings(ClusterShardingSettings.create(system).withNoPassivationStrategy()));
  }

  private static Behavior<Peer.Command> behavior(
      EntityContext<Peer.Command> entity,
      PeerServices services,
      OwnShards own,
      ActorRef<PeerBroadcast.Command> broadcaster) {
    int id = Integer.parseInt(entity.getEntityId());
    return id == doorOf(shard(id))
        ? ShardDoor.create(id, entity.getShard(), own, broadcaster)
        : Peer.create(
            services,
            new PeerId(id),
            PeerEnd.by(peer -> entity.getShard().tell(new ClusterSharding.Passivate<>(peer))));
  }

  static int shard(int id) {
    return id >>> COUNTER_BITS;
  }

  private static int doorOf(int shard) {
    return shard << COUNTER_BITS;
  }

  /** Returns the way to the node that {@code shard} lives on. */
  static EntityRef<Peer.Command> door(ActorSystem<?> system, int shard) {
    return ref(system, doorOf(shard));
  }

  static EntityRef<Peer.Command> ref(ActorSystem<?> system, int id) {
    return ClusterSharding.get(system).entityRefFor(KEY, Integer.toString(id));
  }

  private static final class ById
      extends ShardingMessageExtractor<ShardingEnvelope<Peer.Command>, Peer.Command> {

    @Override
    public String entityId(ShardingEnvelope<Peer.Command> envelope) {
      return envelope.entityId();
    }

    @Override
    public String shardId(String entityId) {
      return Integer.toString(shard(Integer.parseInt(entityId)));
    }

    @Override
    public Peer.Command unwrapMessage(ShardingEnvelope<Peer.Command> envelope) {
      return envelope.message();
    }
  }
}
