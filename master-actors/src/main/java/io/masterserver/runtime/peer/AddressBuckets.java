package io.masterserver.runtime.peer;

import io.masterserver.api.RemoteNetwork;
import io.masterserver.runtime.registry.MessageRate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The token buckets of the addresses that clients are connected from. Threads: any.
 *
 * <p>A bucket stays until it is full after the last client has left: to connect anew would be a way
 * around the limit else. The lock is taken when a client comes and when it goes, not for messages.
 */
final class AddressBuckets {

  /** Most addresses without a client to remember: some 2 MiB. */
  static final int MOST_LEFT = 10_000;

  private final MessageRate rate;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, AddressBucket> byNetwork = new HashMap<>();

  /** Those without a client, in the order in which the last one has left. */
  private final Set<AddressBucket> left = new LinkedHashSet<>();

  AddressBuckets(MessageRate rate) {
    this.rate = rate;
  }

  /**
   * Counts a client, and returns the bucket that it shares.
   *
   * @param hostAndPort as {@link io.masterserver.api.PeerInfo#remoteAddress} gives it
   */
  AddressBucket join(String hostAndPort, long now) {
    String network = RemoteNetwork.of(hostAndPort);
    lock.lock();
    try {
      AddressBucket bucket =
          byNetwork.computeIfAbsent(network, missing -> new AddressBucket(network, rate, now));
      bucket.clients++;
      left.remove(bucket);
      forget(now);
      return bucket;
    } finally {
      lock.unlock();
    }
  }

  void leave(AddressBucket bucket, long now) {
    lock.lock();
    try {
      bucket.clients--;
      if (bucket.clients == 0) {
        left.add(bucket);
      }
      forget(now);
    } finally {
      lock.unlock();
    }
  }

  private void forget(long now) {
    Iterator<AddressBucket> longestLeft = left.iterator();
    while (longestLeft.hasNext()) {
      AddressBucket bucket = longestLeft.next();
      if (left.size() <= MOST_LEFT && !bucket.isFull(now)) {
        return;
      }
      longestLeft.remove();
      byNetwork.remove(bucket.network);
    }
  }

  /** How many addresses are remembered. */
  int size() {
    lock.lock();
    try {
      return byNetwork.size();
    } finally {
      lock.unlock();
    }
  }
}
