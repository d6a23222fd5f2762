package io.masterserver.testkit;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import io.masterserver.core.wire.Bytes;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that survive their nodes, but not the test: for all nodes of a test together. All stages
 * are complete at once, and nothing expires. Threads: any.
 */
public final class InMemorySessionStore implements SessionStore {

  private final TreeMap<Integer, SavedSession> records = new TreeMap<>();
  private @Nullable String away;

  /** Lets everything fail from now on, as when the database is away. */
  public synchronized void goAway(String why) {
    away = why;
  }

  /** Ends {@link #goAway}; all records are there. */
  public synchronized void comeBack() {
    away = null;
  }

  @Override
  public CompletionStage<SessionWrite> create(SavedSession session) {
    if (session.epoch() != SavedSession.FIRST_EPOCH) {
      throw new IllegalArgumentException(
          "%s (expected: epoch %d)".formatted(session, SavedSession.FIRST_EPOCH));
    }
    return answer(
        () -> {
          SavedSession present = records.putIfAbsent(session.peer().value(), session);
          return present == null || present.secretHash().equals(session.secretHash())
              ? replaced(session)
              : SessionWrite.FENCED;
        });
  }

  @Override
  public CompletionStage<SessionWrite> save(SavedSession session) {
    return answer(() -> replaced(session));
  }

  private SessionWrite replaced(SavedSession session) {
    SavedSession present = records.get(session.peer().value());
    if (present == null || present.epoch() != session.epoch()) {
      return SessionWrite.FENCED;
    }
    records.put(session.peer().value(), present.withState(session.state()));
    return SessionWrite.DONE;
  }

  @Override
  public CompletionStage<Optional<SavedSession>> takeOver(PeerId peer, Bytes secretHash) {
    return answer(
        () ->
            Optional.ofNullable(
                    records.computeIfPresent(
                        peer.value(),
                        (id, present) ->
                            present.secretHash().equals(secretHash) ? next(present) : present))
                .filter(taken -> taken.secretHash().equals(secretHash)));
  }

  private static SavedSession next(SavedSession session) {
    return new SavedSession(
        session.peer(), session.epoch() + 1, session.secretHash(), session.state());
  }

  @Override
  public CompletionStage<SessionWrite> remove(PeerId peer, long epoch) {
    return answer(
        () -> {
          SavedSession present = records.get(peer.value());
          if (present == null || present.epoch() != epoch) {
            return SessionWrite.FENCED;
          }
          records.remove(peer.value());
          return SessionWrite.DONE;
        });
  }

  @Override
  public CompletionStage<Boolean> holdsAny(PeerId first, PeerId last) {
    return answer(() -> !records.subMap(first.value(), true, last.value(), true).isEmpty());
  }

  private synchronized <T> CompletionStage<T> answer(Supplier<T> work) {
    return away == null
        ? CompletableFuture.completedFuture(work.get())
        : CompletableFuture.failedFuture(new IllegalStateException(away));
  }
}
