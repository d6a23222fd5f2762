package io.masterserver.modules.auth.online;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.api.SessionStore;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.auth.session.KickRule;
import io.masterserver.modules.auth.session.SessionSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What this node has of the accounts that are logged in, and how a log-in comes to one.
 *
 * <p>The row of an account in the database is who has it. A log-in makes the row, or replaces that
 * of another peer: if that has not the account any more, or may be kicked. Whoever finds that the
 * row is another's has lost the account, whether or not it was told. Where many may have one
 * account, there are no rows.
 *
 * <p>Threads: any; but see what waits.
 */
public final class AccountClaims {

  /** What clients are told who have lost their account to another one. */
  public static final String KICKED = "logged in from elsewhere";

  /** What clients are told who are logged in no longer, for another reason. */
  public static final String ENDED = "the session has ended: log in again";

  private static final int TRIES = 5;
  private static final int CHECKED_AT_ONCE = 1000;

  private record Held(OnlineAccount online, PeerHandle peer) {}

  private final long node = ThreadLocalRandom.current().nextLong();
  private final ConcurrentMap<PeerId, Held> held = new ConcurrentHashMap<>();
  private final OnlineAccounts accounts;
  private final Peers peers;
  private final PeerLook look;
  private final SessionSettings settings;
  private final KickRule rule;
  private final Releases releases;
  private final InstantSource clock;

  /**
   * @param kept where sessions are kept of peers that may come back, if anywhere
   * @param executor runs what waits for the database
   */
  public AccountClaims(
      OnlineAccounts accounts,
      Peers peers,
      Supplier<Optional<SessionStore>> kept,
      SessionSettings settings,
      InstantSource clock,
      Executor executor) {
    this.accounts = accounts;
    this.peers = peers;
    this.look = new PeerLook(peers, kept, settings.askWithin());
    this.settings = settings;
    this.rule = new KickRule(settings);
    this.releases = new Releases(accounts, executor);
    this.clock = clock;
  }

  /**
   * Gets an account for a peer, until {@link #release}. The credentials were right. Waits, and asks
   * other nodes.
   *
   * @param tokenId of the token that was shown; empty if it was a password
   * @return who has had it and must go now, if anybody
   * @throws Refused if another peer has it, and keeps it
   */
  public Optional<OnlineAccount> claim(
      PeerHandle peer, String accountId, Optional<String> tokenId) {
    if (rule.allowsDuplicates()) {
      return Optional.empty();
    }
    peer.write(PeerLook.CLAIM, accountId); // before the row: see PeerLook
    try {
      var wanted =
          new OnlineAccount(
              accountId, peer.id(), node, OnlineAccount.NO_EPOCH, tokenId, Optional.empty());
      return claim(peer, wanted);
    } catch (RuntimeException e) {
      release(peer);
      throw e;
    }
  }

  private Optional<OnlineAccount> claim(PeerHandle peer, OnlineAccount wanted) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<OnlineAccount> inserted = accounts.insert(wanted);
      if (inserted.isPresent()) {
        held.put(peer.id(), new Held(inserted.get(), peer));
        return Optional.empty();
      }
      Optional<OnlineAccount> old = accounts.find(List.of(wanted.accountId())).stream().findFirst();
      if (old.isEmpty()) {
        continue;
      }
      boolean kicks = mayTake(old.get(), wanted);
      Optional<Instant> kickedAt = kicks ? Optional.of(clock.instant()) : Optional.empty();
      Optional<OnlineAccount> taken = accounts.replace(old.get(), wanted.kickedAt(kickedAt));
      if (taken.isPresent()) {
        held.put(peer.id(), new Held(taken.get(), peer));
        return kicks ? old : Optional.empty();
      }
    }
    throw new Refused(Status.FAILED, "Another log-in to this account is under way: try again");
  }

  /** Returns whether somebody must go for it. */
  private boolean mayTake(OnlineAccount old, OnlineAccount wanted) {
    if (old.peer().equals(wanted.peer())) {
      return false; // its own, of a log-in before
    }
    Whereabouts where = whereabouts(old);
    if (where == Whereabouts.GONE) {
      return false;
    }
    boolean byToken = wanted.tokenId().isPresent();
    boolean comesBack = byToken && wanted.tokenId().equals(old.tokenId());
    rule.check(byToken, comesBack, old.kickedAt(), clock.instant());
    return where != Whereabouts.MAY_COME_BACK;
  }

  private Whereabouts whereabouts(OnlineAccount online) {
    Held mine = held.get(online.peer());
    if (mine != null && mine.online().isSame(online)) {
      return Whereabouts.HERE;
    }
    return Waiting.forAnswer(look.at(online), settings.askWithin().multipliedBy(2))
        .orElse(Whereabouts.SILENT);
  }

  /**
   * A peer has come from another node with its account. From now on that node cannot give the
   * account back, whatever becomes of what is left of the peer there. Waits.
   *
   * @return the token that its client will log in with next time, if it has one
   * @throws Refused if it has the account no longer, saying why
   */
  public Optional<String> adopt(PeerHandle peer, String accountId) {
    if (rule.allowsDuplicates()) {
      return Optional.empty();
    }
    for (int tried = 0; tried < TRIES; tried++) {
      OnlineAccount stored =
          accounts.find(List.of(accountId)).stream()
              .findFirst()
              .orElseThrow(() -> new Refused(Status.UNAUTHORIZED, ENDED));
      if (!stored.peer().equals(peer.id())) {
        throw new Refused(Status.UNAUTHORIZED, KICKED);
      }
      Optional<OnlineAccount> mine = accounts.replace(stored, stored.at(node));
      if (mine.isPresent()) {
        held.put(peer.id(), new Held(mine.get(), peer));
        return mine.get().tokenId();
      }
    }
    throw new Refused(Status.UNAUTHORIZED, ENDED);
  }

  /** Notes what the client of a peer will log in with next time. Waits. */
  public void remember(PeerId peer, String tokenId) {
    Held mine = held.get(peer);
    if (mine != null && !mine.online().tokenId().equals(Optional.of(tokenId))) {
      accounts.remember(mine.online(), tokenId);
    }
  }

  /** A peer has its account no longer: its session has ended, or never began. */
  public void release(PeerHandle peer) {
    if (rule.allowsDuplicates()) {
      return;
    }
    peer.write(PeerLook.CLAIM, PeerLook.NOTHING); // before the row, as it was set before it
    gone(peer.id());
  }

  /** A peer has gone, and whatever it had with it. */
  public void gone(PeerId peer) {
    Held mine = held.remove(peer);
    if (mine != null) {
      releases.add(mine.online());
    }
  }

  /** A peer lives on another node from now on, and takes its account along. */
  public void moved(PeerId peer) {
    held.remove(peer);
  }

  // ---- others ---------------------------------------------------------------------------------

  /** Whether a peer has its account no longer. A node that does not answer says nothing. */
  public CompletionStage<Boolean> isGone(OnlineAccount kicked) {
    return look.at(kicked)
        .thenApply(where -> where == Whereabouts.GONE || where == Whereabouts.MAY_COME_BACK);
  }

  /** Tells a peer to go, on whatever node it is. */
  public void kick(OnlineAccount kicked) {
    peers.peer(kicked.peer()).disconnect(KICKED);
  }

  /** Ends the session of an account on whatever node, but that of {@code but}. Waits. */
  public void endOther(String accountId, PeerId but, String why) {
    accounts
        .deleteOther(accountId, but)
        .filter(other -> other.node() != node) // those of this node are ended as sessions
        .ifPresent(other -> peers.peer(other.peer()).disconnect(why));
  }

  // ---- from time to time ----------------------------------------------------------------------

  /** Disconnects the peers of this node that have lost their account and were not told. Waits. */
  public void check() {
    releases.again();
    List<Held> group = new ArrayList<>();
    for (Held mine : held.values()) {
      group.add(mine);
      if (group.size() == CHECKED_AT_ONCE) {
        check(group);
        group.clear();
      }
    }
    check(group);
  }

  private void check(List<Held> group) {
    Map<String, OnlineAccount> stored = new HashMap<>();
    accounts
        .find(group.stream().map(mine -> mine.online().accountId()).toList())
        .forEach(online -> stored.put(online.accountId(), online));
    for (Held mine : group) {
      OnlineAccount now = stored.get(mine.online().accountId());
      boolean lost = now == null || !now.peer().equals(mine.online().peer());
      if (lost && mine.equals(held.get(mine.online().peer()))) {
        mine.peer().disconnect(now == null ? ENDED : KICKED);
      }
    }
  }
}
