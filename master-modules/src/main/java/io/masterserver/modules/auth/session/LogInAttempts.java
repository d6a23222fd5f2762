package io.masterserver.modules.auth.session;

import io.masterserver.api.PeerId;
import io.masterserver.modules.auth.account.Account;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log-ins that are under way, and what has become of their accounts since they began. State of
 * {@link Sessions}, under its lock.
 *
 * <p>There are at most as many as peers.
 */
final class LogInAttempts {

  /** Lower than the number of any attempt. */
  private static final long NEVER = 0;

  /**
   * What was stored while somebody was logging in.
   *
   * @param shutOut whoever had begun by then may not; stays when something else is stored later
   * @param account empty if it is not known
   */
  private record Change(long number, long shutOut, Optional<Account> account) {}

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
  void changed(Account account) {
    note(account.id(), new Change(++lastNumber, NEVER, Optional.of(account)));
  }

  /** Nobody who is logging in to an account now is to be let in. */
  void shutOut(String accountId) {
    long number = ++lastNumber;
    note(accountId, new Change(number, number, Optional.empty()));
  }

  private void note(String accountId, Change change) {
    if (!byPeer.isEmpty()) {
      changes.merge(accountId, change, LogInAttempts::both);
    }
  }

  private static Change both(Change first, Change second) {
    return new Change(
        second.number(),
        Math.max(first.shutOut(), second.shutOut()),
        Stream.of(first, second)
            .flatMap(change -> change.account().stream())
            .max(Comparator.comparingLong(Account::version))); // they may arrive in any order
  }

  /** Returns {@code seen} as it is now; empty if nobody may log in to it any more. */
  Optional<Account> latest(LogInAttempt attempt, Account seen) {
    Change change = changes.get(seen.id());
    if (change == null) {
      return Optional.of(seen);
    }
    if (attempt.number() < change.shutOut()) {
      return Optional.empty();
    }
    return change
        .account()
        .filter(account -> account.version() > seen.version())
        .or(() -> Optional.of(seen));
  }
}
