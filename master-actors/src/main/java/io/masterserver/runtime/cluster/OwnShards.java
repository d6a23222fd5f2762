package io.masterserver.runtime.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shards that a node makes peers in, or is about to: their doors stay open while they are
 * empty, so that they stay on the node. Threads: any.
 */
final class OwnShards {

  private final Set<Integer> shards = ConcurrentHashMap.newKeySet();

  void add(int shard) {
    shards.add(shard);
  }

  void remove(int shard) {
    shards.remove(shard);
  }

  boolean contains(int shard) {
    return shards.contains(shard);
  }
}
