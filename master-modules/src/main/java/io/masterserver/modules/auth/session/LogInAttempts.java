package io.masterserver.modules.auth.session;

import io.masterserver.api.PeerId;
import io.masterserver.modules.auth.account.Account;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log-ins that are under way, and what has become of their accounts since they began. State of
 * {@link Sessions}, under its lock.
 *
 * <p>There are at most as many as peers.
 */
final class LogInAttempts {

  /** What was stored while somebody was logging in; no account: nobody may. */
  private record Change(long number, Optional<Account> account) {}

  private final Map<PeerId, LogInAttempt> byPeer = new LinkedHashMap<>(); // the oldest first
  private final Map<String, LogInAttempt> holders = new HashMap<>();
  private final Map<LogInAttempt, String> held = new HashMap<>();
  private final Map<String, Change> changes = new HashMap<>();
  private long lastNumber;

  LogInAttempt begin(PeerId peer) {
    var attempt = new LogInAttempt(peer, ++lastNumber);
    byPeer.put(peer, attempt);
    return attempt;
  }

  boolean isUnderWay(PeerId peer) {
    return byPeer.containsKey(peer);
  }

  boolean isUnderWay(LogInAttempt attempt) {
    return attempt.equals(byPeer.get(attempt.peer()));
  }

  /** Keeps the account for {@code attempt}; false if another one has it. */
  boolean reserve(LogInAttempt attempt, String accountId) {
    if (!attempt.equals(holders.computeIfAbsent(accountId, id -> attempt))) {
      return false;
    }
    held.put(attempt, accountId);
    return true;
  }

  @Nullable String accountOf(LogInAttempt attempt) {
    return held.get(attempt);
  }

  Optional<LogInAttempt> holder(String accountId) {
    return Optional.ofNullable(holders.get(accountId));
  }

  /** Ends whatever is under way on a peer. */
  void end(PeerId peer) {
    LogInAttempt attempt = byPeer.get(peer);
    if (attempt != null) {
      end(attempt);
    }
  }

  /** Returns whether it was under way. */
  boolean end(LogInAttempt attempt) {
    if (!byPeer.remove(attempt.peer(), attempt)) {
      return false;
    }
    String accountId = held.remove(attempt);
    if (accountId != null) {
      holders.remove(accountId);
    }
    if (byPeer.isEmpty()) {
      changes.clear();
    } else {
      long oldest = byPeer.values().iterator().next().number();
      changes.values().removeIf(change -> change.number() < oldest);
    }
    return true;
  }

  /** Notes a change, for those who have read the account before it. */
  void changed(String accountId, Optional<Account> account) {
    if (!byPeer.isEmpty()) {
      var change = new Change(++lastNumber, account);
      changes.merge(accountId, change, LogInAttempts::stronger);
    }
  }

  /** Of two changes that may arrive in any order. */
  private static Change stronger(Change first, Change second) {
    boolean firstIsNewer =
        first.account().isPresent()
            && second.account().isPresent()
            && first.account().get().version() > second.account().get().version();
    return firstIsNewer ? first : second;
  }

  /** Returns {@code seen} as it is now; empty if nobody may log in to it any more. */
  Optional<Account> latest(LogInAttempt attempt, Account seen) {
    Change change = changes.get(seen.id());
    if (change == null || change.number() < attempt.number()) {
      return Optional.of(seen);
    }
    return change.account().map(account -> account.version() > seen.version() ? account : seen);
  }
}
