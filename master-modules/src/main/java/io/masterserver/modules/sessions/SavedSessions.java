package io.masterserver.modules.sessions;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionWrite;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The table of sessions, written in groups. Only the incarnation whose epoch is in the row writes
 * it.
 *
 * <p>Rows are locked in the order of their ids, so that nodes do not wait for each other in a
 * circle.
 */
final class SavedSessions {

  private static final String INSERT =
      """
      INSERT INTO saved_sessions (state, node_id, peer_id, epoch, secret_hash) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  /** Whether the row that is there already is the one to be made: it was, and nobody was told. */
  private static final String UPDATE_OWN =
      """
      UPDATE saved_sessions SET state = ?, node_id = ?
      WHERE peer_id = ? AND epoch = ? AND secret_hash = ?
      """;

  private static final String UPDATE =
      "UPDATE saved_sessions SET state = ?, node_id = ? WHERE peer_id = ? AND epoch = ?";

  private static final String DELETE = "DELETE FROM saved_sessions WHERE peer_id = ? AND epoch = ?";

  private final long nodeId;

  /**
   * @param nodeId whose sessions they become
   */
  SavedSessions(long nodeId) {
    this.nodeId = nodeId;
  }

  /** Does all of {@code writes}; returns for each, in the same order, what became of it. */
  List<SessionWrite> write(Handle transaction, List<Write> writes) {
    Set<Write> done = Collections.newSetFromMap(new IdentityHashMap<>());
    lockIfMixed(transaction, writes);
    List<Write.Create> creates = sorted(writes, Write.Create.class);
    execute(transaction, INSERT, creates, this::setCreate, done);
    List<Write.Create> present = creates.stream().filter(create -> !done.contains(create)).toList();
    execute(transaction, UPDATE_OWN, present, this::setCreate, done);
    execute(transaction, UPDATE, sorted(writes, Write.Save.class), this::setSave, done);
    execute(
        transaction, DELETE, sorted(writes, Write.Remove.class), SavedSessions::setRemove, done);
    return writes.stream()
        .map(write -> done.contains(write) ? SessionWrite.DONE : SessionWrite.FENCED)
        .toList();
  }

  /** Each kind of write is a statement of its own, and only within that the rows are in order. */
  private static void lockIfMixed(Handle transaction, List<Write> writes) {
    if (writes.stream().map(Write::getClass).distinct().count() < 2) {
      return;
    }
    transaction
        .createQuery(
            "SELECT peer_id FROM saved_sessions WHERE peer_id IN (<peers>) ORDER BY peer_id FOR UPDATE")
        .bindList("peers", writes.stream().map(write -> write.peer().value()).distinct().toList())
        .mapTo(Integer.class)
        .list();
  }

  private static <W extends Write> List<W> sorted(List<Write> writes, Class<W> kind) {
    return writes.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .sorted(Comparator.comparingInt(write -> write.peer().value()))
        .toList();
  }

  private void setCreate(PreparedStatement statement, Write.Create create) throws SQLException {
    setSession(statement, create.session());
    statement.setBytes(5, create.session().secretHash().toArray());
  }

  private void setSave(PreparedStatement statement, Write.Save save) throws SQLException {
    setSession(statement, save.session());
  }

  private void setSession(PreparedStatement statement, SavedSession session) throws SQLException {
    statement.setBytes(1, session.state().toArray());
    statement.setLong(2, nodeId);
    statement.setInt(3, session.peer().value());
    statement.setLong(4, session.epoch());
  }

  private static void setRemove(PreparedStatement statement, Write.Remove remove)
      throws SQLException {
    statement.setInt(1, remove.peer().value());
    statement.setLong(2, remove.epoch());
  }

  private static <W extends Write> void execute(
      Handle transaction,
      String sql,
      List<W> writes,
      PlainBatch.Parameters<W> parameters,
      Set<Write> done) {
    if (writes.isEmpty()) {
      return;
    }
    int[] changed = PlainBatch.execute(transaction, sql, writes, parameters);
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        done.add(writes.get(i));
      }
    }
  }

  /** Whether there is a session of a peer from {@code first} to {@code last}, both included. */
  static boolean holdsAny(Handle transaction, PeerId first, PeerId last) {
    return transaction
        .createQuery(
            "SELECT peer_id FROM saved_sessions WHERE peer_id BETWEEN :first AND :last LIMIT 1")
        .bind("first", first.value())
        .bind("last", last.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }
}
