package io.masterserver.modules.auth.online;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.Peers;
import io.masterserver.api.PropertyKey;
import io.masterserver.api.Session;
import io.masterserver.api.SessionStore;
import io.masterserver.core.wire.Codec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks whether a peer, on whatever node, has the account that it is said to have. */
final class PeerLook {

  /** What is claimed by a peer that has given its account back. */
  static final String NOTHING = "";

  /** The account that a peer is about to be logged in to, or is; set before the database knows. */
  static final PropertyKey<String> CLAIM =
      PropertyKey.of(32011, "account-claim", String.class, Codec.STRING);

  private final Peers peers;
  private final Supplier<Optional<SessionStore>> kept;
  private final Duration within;

  /**
   * @param kept where sessions are kept of peers that may come back, if anywhere
   * @param within how long an answer may take
   */
  PeerLook(Peers peers, Supplier<Optional<SessionStore>> kept, Duration within) {
    this.peers = peers;
    this.kept = kept;
    this.within = within;
  }

  /** Completes always, and in time. */
  CompletionStage<Whereabouts> at(OnlineAccount online) {
    PeerHandle peer = peers.peer(online.peer());
    return accounts(peer)
        .thenCompose(
            its -> {
              if (its.isEmpty()) {
                return notThere(online);
              }
              return done(its.contains(online.accountId()) ? Whereabouts.HERE : Whereabouts.GONE);
            })
        .toCompletableFuture()
        .completeOnTimeout(Whereabouts.SILENT, within.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionally(failure -> Whereabouts.SILENT);
  }

  /**
   * Returns what a peer has, or is about to have; nothing if there is no such peer. Both are asked
   * for at once: from claim to session, one of them is always set.
   */
  private static CompletionStage<List<String>> accounts(PeerHandle peer) {
    CompletionStage<Optional<Session>> session = peer.read(CoreProperties.SESSION);
    return peer.read(CLAIM)
        .thenCombine(
            session,
            (claim, loggedIn) ->
                Stream.concat(claim.stream(), loggedIn.map(Session::accountId).stream()).toList());
  }

  private CompletionStage<Whereabouts> notThere(OnlineAccount online) {
    Optional<SessionStore> store = kept.get();
    return store.isEmpty()
        ? done(Whereabouts.GONE)
        : store
            .get()
            .holdsAny(online.peer(), online.peer())
            .thenApply(holds -> holds ? Whereabouts.MAY_COME_BACK : Whereabouts.GONE);
  }

  private static CompletionStage<Whereabouts> done(Whereabouts where) {
    return CompletableFuture.completedStage(where);
  }
}
