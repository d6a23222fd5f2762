package io.masterserver.bench.soak;

import io.masterserver.bench.process.ClassHistogram;
import io.masterserver.bench.process.Holdings;
import java.time.Duration;
import java.util.Map;

/**
 * A server without clients, after a full collection.
 *
 * @param at how long after the start of the run
 * @param heap what lives
 * @param holdings its threads and open files
 */
record Sample(Duration at, ClassHistogram heap, Holdings holdings) {

  static final String ACTORS = "org.apache.pekko.actor.ActorCell";

  static final String SHARDS = "org.apache.pekko.cluster.sharding.Shard";

  /** A shard in which peers are made is an actor, and so is its door. */
  private static final int ACTORS_PER_SHARD = 2;

  /** The common pool, and the carriers of virtual threads. */
  private static final String JDK_POOLS = "ForkJoinPool";

  static final String PEERS = "io.masterserver.runtime.peer.Peer";
  static final String CONNECTIONS = "io.masterserver.runtime.connection.ConnectionLogic";

  /** Actors of any kind that were not stopped, or are referred to still. */
  long actors() {
    return heap.of(ACTORS).instances();
  }

  /** The shards of peers. */
  long shards() {
    return heap.of(SHARDS).instances();
  }

  long actorsBesideShards() {
    return actors() - ACTORS_PER_SHARD * shards();
  }

  long peers() {
    return heap.of(PEERS).instances();
  }

  long connections() {
    return heap.of(CONNECTIONS).instances();
  }

  /** Without those of the JDK's own pools, which come with work and go without. */
  int threads() {
    return holdings.threads().entrySet().stream()
        .filter(thread -> !thread.getKey().startsWith(JDK_POOLS))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  int files() {
    return Holdings.total(holdings.files());
  }

  int sockets() {
    return holdings.files().getOrDefault(Holdings.SOCKETS, 0);
  }

  /** In one line, for who watches. */
  String summary() {
    return "%4d s: heap %,d bytes; %d actors (%d shards), %d peers, %d connections; %d threads, %d files"
        .formatted(
            at.toSeconds(),
            heap.bytes(),
            actors(),
            shards(),
            peers(),
            connections(),
            threads(),
            files());
  }
}
