package io.masterserver.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import io.masterserver.core.wire.Bytes;
import io.masterserver.testkit.InMemorySessionStore;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.jspecify.annotations.Nullable;

/** A store that answers when the test says so. */
final class ProbedStore implements SessionStore {

  /** Something that was asked of it. */
  private record Asked(String what, Runnable answer, Runnable failure) {}

  private final InMemorySessionStore records;
  private final TestProbe<Asked> asked;

  /** What was written last. */
  private volatile @Nullable SavedSession written;

  /**
   * @param records where it keeps what it has said to be done
   */
  ProbedStore(ProbedNode node, InMemorySessionStore records) {
    this.records = records;
    this.asked = node.kit.createTestProbe();
  }

  /** Does what was asked next. */
  void answer(String what) {
    Asked next = asked.receiveMessage();
    assertThat(next.what()).isEqualTo(what);
    next.answer().run();
  }

  /** Fails to do what was asked next. */
  void fail() {
    asked.receiveMessage().failure().run();
  }

  /** Returns what was written last, as it will be read. */
  AdoptedSession written(Bytes secret) {
    return AdoptedSession.restored(Objects.requireNonNull(written), secret);
  }

  void expectNothing() {
    asked.expectNoMessage(Duration.ZERO);
  }

  private <T> CompletionStage<T> later(String what, Supplier<CompletionStage<T>> work) {
    var done = new CompletableFuture<T>();
    asked
        .ref()
        .tell(
            new Asked(
                what,
                () -> work.get().thenAccept(done::complete),
                () -> done.completeExceptionally(new IllegalStateException("away"))));
    return done;
  }

  private <T> T noted(SavedSession session, T write) {
    written = session;
    return write;
  }

  @Override
  public CompletionStage<SessionWrite> create(SavedSession session) {
    return later("create", () -> noted(session, records.create(session)));
  }

  @Override
  public CompletionStage<SessionWrite> save(SavedSession session) {
    return later("save", () -> noted(session, records.save(session)));
  }

  @Override
  public CompletionStage<Optional<SavedSession>> takeOver(PeerId peer, Bytes secretHash) {
    return later("take-over", () -> records.takeOver(peer, secretHash));
  }

  @Override
  public CompletionStage<SessionWrite> remove(PeerId peer, long epoch) {
    return later("remove", () -> records.remove(peer, epoch));
  }

  @Override
  public CompletionStage<Boolean> holdsAny(PeerId first, PeerId last) {
    return records.holdsAny(first, last);
  }
}
