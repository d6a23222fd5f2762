package io.masterserver.runtime.cluster;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.sharding.ShardCoordinator.ShardAllocationStrategy;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/** Puts a shard on the node that asks for it first, and leaves it there. */
final class RequesterPlacement implements ShardAllocationStrategy {

  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester,
      String shardId,
      scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> allocations) {
    return Future.successful(requester);
  }

  @Override
  public Future<scala.collection.immutable.Set<String>> rebalance(
      scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> allocations,
      scala.collection.immutable.Set<String> inProgress) {
    return Future.successful(scala.collection.immutable.Set$.MODULE$.<String>empty());
  }
}
