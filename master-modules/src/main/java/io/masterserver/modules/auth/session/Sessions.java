package io.masterserver.modules.auth.session;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.CaseFolding;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.service.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Who is logged in where on this node, and who is about to be.
 *
 * <p>Threads: any; nothing here takes long.
 */
public final class Sessions {

  private final LogInRules rules;
  private final Map<PeerId, LiveSession> byPeer = new HashMap<>();
  private final Map<String, Set<PeerId>> byAccount = new HashMap<>();
  private final Map<String, PeerId> guestsByName = new HashMap<>();
  private final LogInAttempts attempts = new LogInAttempts();

  public Sessions(SessionSettings settings) {
    this.rules = new LogInRules(settings);
  }

  // ---- logging in -----------------------------------------------------------------------------

  /**
   * Begins a log-in, to be ended by {@link #enter} or {@link #abandon}.
   *
   * @throws Refused if the peer is logged in, or about to be
   */
  public synchronized LogInAttempt begin(PeerId peer) {
    if (byPeer.containsKey(peer) || attempts.isUnderWay(peer)) {
      throw new Refused(Status.UNAUTHORIZED, "Already logged in");
    }
    return attempts.begin(peer);
  }

  /**
   * Keeps an account for this log-in, now that its credentials were right: until it has ended,
   * nobody else is let in.
   *
   * @param tokenId of the token that was shown; empty if it was a password
   * @throws Refused if another session of the account has the better right
   */
  public synchronized void admit(
      LogInAttempt attempt, String accountId, Optional<String> tokenId, Instant now) {
    if (!attempts.isUnderWay(attempt)) {
      throw new Refused(Status.FAILED, "The connection has ended");
    }
    if (rules.allowsDuplicates()) {
      return;
    }
    rules.check(accountId, of(accountId), tokenId, now);
    if (!attempts.reserve(attempt, accountId)) {
      throw new Refused(Status.FAILED, "Another log-in to this account is under way: try again");
    }
  }

  /**
   * Returns the sessions that must end before {@link #enter}. From now on, the account is safe from
   * being kicked again for a while.
   */
  public synchronized List<LiveSession> toKick(LogInAttempt attempt, Instant now) {
    String accountId = attempts.accountOf(attempt);
    List<LiveSession> old = accountId == null ? List.of() : of(accountId);
    if (accountId != null && !old.isEmpty()) {
      rules.kicked(accountId, now);
    }
    return old;
  }

  /** Returns the log-in that has the account when none of its sessions is left. */
  public synchronized Optional<LogInAttempt> next(String accountId) {
    return byAccount.containsKey(accountId) ? Optional.empty() : attempts.holder(accountId);
  }

  /**
   * Ends a log-in with a session.
   *
   * @return empty if the peer has gone, or the account was banned or deleted meanwhile
   */
  public synchronized Optional<LiveSession> enter(
      LogInAttempt attempt, LogInOutcome outcome, PeerInfo info, PeerHandle peer) {
    Optional<Account> latest = attempts.latest(attempt, outcome.account());
    if (!attempts.end(attempt) || latest.isEmpty()) {
      return Optional.empty();
    }
    var session = new LiveSession(info, peer, latest.get(), outcome.guest(), outcome.tokenId());
    byPeer.put(info.id(), session);
    byAccount.computeIfAbsent(session.accountId(), id -> new LinkedHashSet<>()).add(info.id());
    if (session.guest()) {
      guestsByName.put(folded(session.account().username()), info.id());
    }
    return Optional.of(session);
  }

  /** Ends a log-in without a session. */
  public synchronized void abandon(LogInAttempt attempt) {
    attempts.end(attempt);
  }

  // ---- logged in ------------------------------------------------------------------------------

  public synchronized Optional<LiveSession> find(PeerId peer) {
    return Optional.ofNullable(byPeer.get(peer));
  }

  /** Returns the sessions of an account. */
  public synchronized List<LiveSession> of(String accountId) {
    return byAccount.getOrDefault(accountId, Set.of()).stream().map(byPeer::get).toList();
  }

  /** Finds a guest by name, ignoring case. */
  public synchronized Optional<LiveSession> guestNamed(String username) {
    return Optional.ofNullable(guestsByName.get(folded(username))).map(byPeer::get);
  }

  /** Finds a guest by account. */
  public synchronized Optional<LiveSession> guest(String accountId) {
    return of(accountId).stream().filter(LiveSession::guest).findAny();
  }

  /** Returns how many accounts are logged in. */
  public synchronized int accounts() {
    return byAccount.size();
  }

  /** Returns all sessions. */
  public synchronized List<LiveSession> all() {
    return List.copyOf(byPeer.values());
  }

  // ---- changes --------------------------------------------------------------------------------

  /** Shows the sessions of an account what was stored, unless they have seen something newer. */
  public synchronized void changed(Account stored) {
    attempts.changed(stored);
    for (LiveSession session : of(stored.id())) {
      if (!session.guest() && session.account().version() < stored.version()) {
        byPeer.put(session.peerId(), session.with(stored));
      }
    }
  }

  /** Changes what is known of a guest; empty if it is none, or has gone. */
  public synchronized Optional<LiveSession> changeGuest(
      String accountId, UnaryOperator<Account> change) {
    return guest(accountId)
        .map(
            session -> {
              LiveSession changed = session.with(change.apply(session.account()));
              byPeer.put(changed.peerId(), changed);
              return changed;
            });
  }

  /** A guest has registered: its session goes on with the full account. */
  public synchronized Optional<LiveSession> upgraded(PeerId peer, Account registered) {
    LiveSession guest = byPeer.get(peer);
    if (guest == null || !guest.accountId().equals(registered.id())) {
      return Optional.empty();
    }
    guestsByName.remove(folded(guest.account().username()), peer);
    LiveSession upgraded = guest.upgradedTo(registered);
    byPeer.put(peer, upgraded);
    return Optional.of(upgraded);
  }

  // ---- the end --------------------------------------------------------------------------------

  /** Ends the session of a peer, if there is one. */
  public synchronized Optional<LiveSession> end(PeerId peer) {
    LiveSession session = byPeer.remove(peer);
    if (session == null) {
      return Optional.empty();
    }
    Set<PeerId> left = byAccount.getOrDefault(session.accountId(), Set.of());
    left.remove(peer);
    if (left.isEmpty()) {
      byAccount.remove(session.accountId());
    }
    if (session.guest()) {
      guestsByName.remove(folded(session.account().username()), peer);
    }
    return Optional.of(session);
  }

  /** The peer has gone: its session ends, or its log-in. */
  public synchronized Optional<LiveSession> gone(PeerId peer) {
    attempts.end(peer);
    return end(peer);
  }

  /** Ends the sessions of an account, but not a log-in to it. */
  public synchronized List<LiveSession> endAll(String accountId) {
    List<LiveSession> ended = new ArrayList<>();
    of(accountId).forEach(session -> end(session.peerId()).ifPresent(ended::add));
    return ended;
  }

  /** Nobody is to be logged in to this account: its sessions end, and log-ins that have begun. */
  public synchronized List<LiveSession> shutOut(String accountId) {
    attempts.shutOut(accountId);
    return endAll(accountId);
  }

  /**
   * What others have logged in to an account with is good no longer: their sessions end, and
   * log-ins that have begun.
   *
   * @param but whose session goes on
   */
  public synchronized List<LiveSession> endOthers(String accountId, PeerId but) {
    attempts.shutOut(accountId);
    return of(accountId).stream()
        .map(LiveSession::peerId)
        .filter(peer -> !peer.equals(but))
        .flatMap(peer -> end(peer).stream())
        .toList();
  }

  private static String folded(String username) {
    return CaseFolding.fold(username);
  }
}
