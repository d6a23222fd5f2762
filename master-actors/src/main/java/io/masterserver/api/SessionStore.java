package io.masterserver.api;

import io.masterserver.core.wire.Bytes;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where sessions are kept for the case that their node dies. All nodes of a cluster share it.
 *
 * <p>On each node that has had a session there is an <em>incarnation</em> of it, and each has an
 * epoch. The one with the highest epoch is the session; the others are {@link SessionWrite#FENCED}
 * as soon as they write. Two never are {@link SessionWrite#DONE} in turns.
 *
 * <p>What is {@code DONE} is never lost: whoever takes the session over later gets that, or what
 * the same incarnation has written after it. A stage that fails leaves it open whether the write
 * was done; its exception says why, without secrets. What one incarnation asks for is done in the
 * order in which it asks.
 *
 * <p>The record of a node that has died is kept for the time in which its client may come back, and
 * then deleted.
 *
 * <p>Threads: any; no method waits. Stages complete on threads of the store: what hangs on them
 * must not wait, either.
 */
public interface SessionStore {

  /**
   * Makes the record of a session that has none, in its first epoch. May be asked for again when it
   * is not known whether it was done, but not behind {@link #remove}.
   *
   * <p>{@code FENCED} also if the id is that of another session.
   *
   * @throws IllegalArgumentException if the epoch is not {@link SavedSession#FIRST_EPOCH}
   */
  CompletionStage<SessionWrite> create(SavedSession session);

  /**
   * Replaces the state in the record of a session. A write that still waits may be left out for it;
   * both stages complete when the later one is done.
   */
  CompletionStage<SessionWrite> save(SavedSession session);

  /**
   * Takes a session over: begins its next epoch and returns it as it was saved last, now in that
   * epoch. Empty if there is no record, the secret is not the client's, or the time is over.
   *
   * <p>Also for a session that moves as planned: its old node then cannot write for it any more.
   */
  CompletionStage<Optional<SavedSession>> takeOver(PeerId peer, Bytes secretHash);

  /** Deletes the record of a session: nobody comes back for it. */
  CompletionStage<SessionWrite> remove(PeerId peer, long epoch);

  /**
   * Whether there is a record of any peer from {@code first} to {@code last}, both included: such
   * ids must not be given to new peers.
   */
  CompletionStage<Boolean> holdsAny(PeerId first, PeerId last);
}
