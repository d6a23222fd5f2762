package io.masterserver.modules.sessions;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * This node's word that it lives, in the database. Sessions of a node end some time after it has
 * not said so any more; so no session says anything by itself.
 *
 * <p>Who writes for sessions of this node while its word is out of date gives it anew in the same
 * transaction. So {@link ExpiredSessions} never deletes what was written in the meantime.
 *
 * <p>Threads: any.
 */
final class NodeLease {

  private final long nodeId = ThreadLocalRandom.current().nextLong();
  private final Duration renewEvery;
  private final LongSupplier nanos;

  /** When this node knows that it has begun to give its word; 0 before it has. */
  private volatile long renewedNanos;

  private volatile boolean used;

  /**
   * @param renewEvery how often it is given
   * @param nanos what {@link System#nanoTime()} says
   */
  NodeLease(Duration renewEvery, LongSupplier nanos) {
    this.renewEvery = renewEvery;
    this.nanos = nanos;
  }

  /** Which node this is, since its start. */
  long nodeId() {
    return nodeId;
  }

  /** Whether there have been any sessions on this node. */
  boolean isUsed() {
    return used;
  }

  /** How long the node counts as alive from each time on: it may miss two. */
  Duration length() {
    return renewEvery.multipliedBy(3);
  }

  /** Whether the database may soon say that this node does not live any more. */
  boolean isOutOfDate() {
    return !used || nanos.getAsLong() - renewedNanos > 2 * renewEvery.toNanos();
  }

  /** Returns what to tell {@link #renewedAt} when a transaction that renews is committed. */
  long beforeRenewing() {
    return nanos.getAsLong();
  }

  /** Says in the database that this node lives. */
  void renew(Handle transaction) {
    int renewed =
        transaction
            .createUpdate(
                "UPDATE session_nodes SET alive_until = %s + :length WHERE node_id = :node"
                    .formatted(DatabaseClock.NOW))
            .bind("length", length().toMillis())
            .bind("node", nodeId)
            .execute();
    if (renewed == 0) {
      transaction
          .createUpdate(
              """
              INSERT INTO session_nodes (node_id, alive_until) VALUES (:node, %s + :length)
              ON CONFLICT DO NOTHING
              """
                  .formatted(DatabaseClock.NOW))
          .bind("length", length().toMillis())
          .bind("node", nodeId)
          .execute();
    }
  }

  /**
   * Notes that a transaction that has renewed is committed.
   *
   * @param before what {@link #beforeRenewing} was
   */
  void renewedAt(long before) {
    renewedNanos = before;
    used = true;
  }
}
