package io.masterserver.runtime.cluster;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids for new peers: a shard chosen by chance, then one after another within it. Threads: any.
 *
 * <p>Two nodes may choose the same shard; then it lives on one of them, and the peers that the
 * other one makes there live there too, until an id turns out to be taken and {@link #nextShard} is
 * called.
 */
final class PeerIds {

  private static final int SHARDS = 1 << (Integer.SIZE - 1 - PeerEntity.COUNTER_BITS);
  private static final int PER_SHARD = 1 << PeerEntity.COUNTER_BITS;

  private int shard = randomShard();
  private int counter;

  /** Returns an id that this node has not used. */
  synchronized int next() {
    counter++;
    if (counter == PER_SHARD) {
      nextShard();
      counter = 1;
    }
    return (shard << PeerEntity.COUNTER_BITS) | counter;
  }

  /** Goes on in another shard. */
  synchronized void nextShard() {
    shard = randomShard();
    counter = 0;
  }

  /** Returns an id of the current shard that no peer ever has. */
  synchronized int reserved() {
    return Math.max(shard << PeerEntity.COUNTER_BITS, 1);
  }

  private static int randomShard() {
    return ThreadLocalRandom.current().nextInt(1, SHARDS);
  }
}
