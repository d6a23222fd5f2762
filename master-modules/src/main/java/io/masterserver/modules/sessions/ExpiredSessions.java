package io.masterserver.modules.sessions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Sessions of nodes that have died, when the time is over in which their clients may come back.
 *
 * <p>Threads: any.
 */
final class ExpiredSessions {

  private final Duration window;
  private final int atOnce;

  /**
   * @param window how long a session outlives its node
   * @param atOnce how many one transaction deletes at most
   */
  ExpiredSessions(Duration window, int atOnce) {
    this.window = window;
    this.atOnce = atOnce;
  }

  /**
   * Deletes some sessions of one node, and the node with the last of them.
   *
   * @return how many; empty if there is no node whose time is over
   */
  OptionalInt deleteSome(Handle transaction) {
    Optional<Long> node = lockOne(transaction);
    if (node.isEmpty()) {
      return OptionalInt.empty();
    }
    int deleted = deleteOf(node.get(), transaction);
    deleteIfEmpty(node.get(), transaction);
    return OptionalInt.of(deleted);
  }

  /** A node that was only away, and says again that it lives, waits for this transaction. */
  private Optional<Long> lockOne(Handle transaction) {
    return transaction
        .createQuery(
            """
            SELECT node_id FROM session_nodes WHERE alive_until + :window <= %s
            ORDER BY node_id LIMIT 1 FOR UPDATE
            """
                .formatted(DatabaseClock.NOW))
        .bind("window", window.toMillis())
        .mapTo(Long.class)
        .findOne();
  }

  /**
   * Locks them by their ids first, as all do; somebody may have taken over some of them by then.
   */
  private int deleteOf(long node, Handle transaction) {
    List<Integer> peers =
        transaction
            .createQuery(
                """
                SELECT peer_id FROM saved_sessions WHERE node_id = :node
                ORDER BY peer_id LIMIT :most FOR UPDATE
                """)
            .bind("node", node)
            .bind("most", atOnce)
            .mapTo(Integer.class)
            .list();
    return peers.isEmpty()
        ? 0
        : transaction
            .createUpdate(
                "DELETE FROM saved_sessions WHERE node_id = :node AND peer_id IN (<peers>)")
            .bind("node", node)
            .bindList("peers", peers)
            .execute();
  }

  /** Without its node, nobody would ever find that a session has expired. */
  private static void deleteIfEmpty(long node, Handle transaction) {
    transaction
        .createUpdate(
            """
            DELETE FROM session_nodes WHERE node_id = :node
              AND NOT EXISTS (SELECT peer_id FROM saved_sessions WHERE node_id = :node)
            """)
        .bind("node", node)
        .execute();
  }
}
