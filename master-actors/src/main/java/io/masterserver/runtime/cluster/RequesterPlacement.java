package io.masterserver.runtime.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.sharding.ShardCoordinator.ShardAllocationStrategy;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.pattern.Patterns;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * Puts a shard on the node that asks for it first, and leaves it there as long as it has entities.
 *
 * <p>A shard that is empty at two looks is taken from its node, and so belongs to none: that is the
 * only way in which shards end. One that a node makes peers in is never empty: see {@link
 * OwnShards}. At two looks, because a peer may be on its way.
 */
final class RequesterPlacement implements ShardAllocationStrategy {

  /** Each is a small conversation with all nodes. */
  private static final int MOST_AT_ONCE = 100;

  /** Longer than a node gives its shards to answer. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private Set<String> emptyBefore = Set.of();

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
    CompletionStage<Set<String>> empty = CompletableFuture.completedStage(Set.of());
    for (ActorRef node : regions(allocations)) {
      empty = empty.thenCombine(emptyOn(node), RequesterPlacement::union);
    }
    return FutureConverters.asScala(
        empty.thenApply(now -> CollectionConverters.asScala(emptyAgain(now)).<String>toSet()));
  }

  private static List<ActorRef> regions(
      scala.collection.immutable.Map<ActorRef, IndexedSeq<String>> allocations) {
    List<ActorRef> regions = new ArrayList<>();
    allocations.foreachEntry((region, shards) -> shards.isEmpty() ? false : regions.add(region));
    return regions;
  }

  /** Asks a node; one that does not answer has no empty shards. */
  private static CompletionStage<Set<String>> emptyOn(ActorRef region) {
    return Patterns.ask(region, ShardRegion.getRegionStatsInstance(), ANSWER_WITHIN)
        .thenApply(stats -> emptyIn((ShardRegion.ShardRegionStats) stats))
        .exceptionally(failure -> Set.of());
  }

  private static Set<String> emptyIn(ShardRegion.ShardRegionStats stats) {
    Set<String> empty = new HashSet<>();
    stats
        .getStats()
        .forEach(
            (shard, entities) -> {
              if (entities.equals(0)) {
                empty.add(shard);
              }
            });
    return empty;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private synchronized Set<String> emptyAgain(Set<String> now) {
    Set<String> again = new HashSet<>();
    for (String shard : now) {
      if (again.size() < MOST_AT_ONCE && emptyBefore.contains(shard)) {
        again.add(shard);
      }
    }
    emptyBefore = now;
    return again;
  }
}
