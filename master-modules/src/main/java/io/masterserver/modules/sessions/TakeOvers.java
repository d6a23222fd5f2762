package io.masterserver.modules.sessions;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.core.wire.Bytes;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * One group of take-overs. The rows are locked until the transaction ends: who writes them waits,
 * and finds another epoch then. Threads: one.
 */
final class TakeOvers {

  private record Row(long nodeId, SavedSession session) {}

  private final Handle transaction;
  private final Map<PeerId, Row> rows = new HashMap<>();
  private final Set<PeerId> taken = new HashSet<>();

  private TakeOvers(Handle transaction) {
    this.transaction = transaction;
  }

  /**
   * Begins the next epoch of sessions; returns each, in the order of {@code asked}, if there is
   * such a one.
   *
   * @param nodeId whose sessions they become
   * @param window how long a session outlives its node
   */
  static List<Optional<SavedSession>> in(
      Handle transaction, long nodeId, Duration window, List<TakeOver> asked) {
    var group = new TakeOvers(transaction);
    group.lock(asked);
    group.dropExpired(window);
    List<Optional<SavedSession>> results = asked.stream().map(group::next).toList();
    group.update(nodeId);
    return results;
  }

  private void lock(List<TakeOver> asked) {
    var peers = new TreeSet<Integer>();
    asked.forEach(one -> peers.add(one.peer().value()));
    transaction
        .createQuery(
            """
            SELECT peer_id, epoch, node_id, secret_hash, state FROM saved_sessions
            WHERE peer_id IN (<peers>) ORDER BY peer_id FOR UPDATE
            """)
        .bindList("peers", List.copyOf(peers))
        .map((row, context) -> row(row))
        .forEach(row -> rows.put(row.session().peer(), row));
  }

  private static Row row(ResultSet row) throws SQLException {
    var session =
        new SavedSession(
            new PeerId(row.getInt("peer_id")),
            row.getLong("epoch"),
            Bytes.wrap(row.getBytes("secret_hash")),
            Bytes.wrap(row.getBytes("state")));
    return new Row(row.getLong("node_id"), session);
  }

  private void dropExpired(Duration window) {
    Set<Long> nodes =
        new HashSet<>(
            transaction
                .createQuery(
                    "SELECT node_id FROM session_nodes WHERE alive_until + :window > %s"
                        .formatted(DatabaseClock.NOW))
                .bind("window", window.toMillis())
                .mapTo(Long.class)
                .list());
    rows.values().removeIf(row -> !nodes.contains(row.nodeId()));
  }

  private Optional<SavedSession> next(TakeOver asked) {
    Row row = rows.get(asked.peer());
    if (row == null || !isSame(row.session().secretHash(), asked.secretHash())) {
      return Optional.empty();
    }
    SavedSession before = row.session();
    var next =
        new SavedSession(before.peer(), before.epoch() + 1, before.secretHash(), before.state());
    rows.put(asked.peer(), new Row(row.nodeId(), next));
    taken.add(asked.peer());
    return Optional.of(next);
  }

  /** Takes as long whatever the bytes are. */
  private static boolean isSame(Bytes hash, Bytes other) {
    return MessageDigest.isEqual(hash.toArray(), other.toArray());
  }

  private void update(long nodeId) {
    if (taken.isEmpty()) {
      return;
    }
    PlainBatch.execute(
        transaction,
        "UPDATE saved_sessions SET epoch = ?, node_id = ? WHERE peer_id = ?",
        rows.values().stream()
            .map(Row::session)
            .filter(session -> taken.contains(session.peer()))
            .toList(),
        (statement, session) -> {
          statement.setLong(1, session.epoch());
          statement.setLong(2, nodeId);
          statement.setInt(3, session.peer().value());
        });
  }
}
