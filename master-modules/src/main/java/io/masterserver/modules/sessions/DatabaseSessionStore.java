package io.masterserver.modules.sessions;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import io.masterserver.core.wire.Bytes;
import io.masterserver.modules.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Sessions in the database: what many peers write at the same time is one transaction. Threads:
 * any.
 */
final class DatabaseSessionStore implements SessionStore {

  /** The folder of the scripts that make the tables. */
  static final String MIGRATION = "io/masterserver/modules/sessions/migration";

  private final Database database;
  private final NodeLease lease;
  private final Duration window;
  private final StoreMetrics metrics;
  private final SavedSessions sessions;
  private final Lane<Write.Key, Write, SessionWrite> writes;
  private final Lane<Object, TakeOver, Optional<SavedSession>> takeOvers;

  /**
   * @param window how long a session outlives its node
   */
  DatabaseSessionStore(
      Database database,
      NodeLease lease,
      Duration window,
      LaneLimits limits,
      StoreMetrics metrics) {
    this.database = database;
    this.lease = lease;
    this.window = window;
    this.metrics = metrics;
    this.sessions = new SavedSessions(lease.nodeId());
    this.writes = new Lane<>(limits, Write::merged, this::write);
    this.takeOvers = new Lane<>(limits, (older, newer) -> newer, this::takeOver);
  }

  @Override
  public CompletionStage<SessionWrite> create(SavedSession session) {
    if (session.epoch() != SavedSession.FIRST_EPOCH) {
      throw new IllegalArgumentException(
          "%s (expected: epoch %d)".formatted(session, SavedSession.FIRST_EPOCH));
    }
    return add(new Write.Create(session), session.state().length());
  }

  @Override
  public CompletionStage<SessionWrite> save(SavedSession session) {
    return add(new Write.Save(session), session.state().length());
  }

  @Override
  public CompletionStage<SessionWrite> remove(PeerId peer, long epoch) {
    return add(new Write.Remove(peer, epoch), 0);
  }

  private CompletionStage<SessionWrite> add(Write write, int bytes) {
    return writes.add(write.key(), write, bytes);
  }

  @Override
  public CompletionStage<Optional<SavedSession>> takeOver(PeerId peer, Bytes secretHash) {
    // Two that ask get two epochs: they are two incarnations.
    return takeOvers.add(new Object(), new TakeOver(peer, secretHash), secretHash.length());
  }

  @Override
  public CompletionStage<Boolean> holdsAny(PeerId first, PeerId last) {
    return database.submit(transaction -> SavedSessions.holdsAny(transaction, first, last));
  }

  private CompletionStage<List<SessionWrite>> write(List<Write> group) {
    long begin = System.nanoTime();
    return alive(transaction -> sessions.write(transaction, group))
        .whenComplete(
            (results, failure) -> {
              metrics.group().record(group.size());
              metrics.time().record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
              if (failure == null) {
                metrics.wrote(results);
              } else {
                metrics.failed().increment(group.size());
              }
            });
  }

  private CompletionStage<List<Optional<SavedSession>>> takeOver(List<TakeOver> group) {
    return alive(transaction -> TakeOvers.in(transaction, lease.nodeId(), window, group))
        .whenComplete(
            (results, failure) -> {
              if (failure == null) {
                results.stream()
                    .flatMap(Optional::stream)
                    .forEach(taken -> metrics.takenOver().increment());
              }
            });
  }

  /** Does {@code work} as a node of which the database knows that it lives. */
  private <T> CompletionStage<T> alive(Database.Work<T> work) {
    if (!lease.isOutOfDate()) {
      return database.submit(work);
    }
    long before = lease.beforeRenewing();
    return database
        .submit(
            transaction -> {
              lease.renew(transaction);
              return work.in(transaction);
            })
        .whenComplete(
            (result, failure) -> {
              if (failure == null) {
                lease.renewedAt(before);
              }
            });
  }
}
