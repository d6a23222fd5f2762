package io.masterserver.modules.auth.account;

import java.time.Instant;
import java.util.Optional;

/** Where "remember me" tokens are kept. Waits and throws as {@link AccountRepository} does. */
public interface TokenRepository {

  /**
   * Stores a new token. An account has a bounded number of them: the one that expires first makes
   * room.
   *
   * @throws ConcurrentChange if there is no such account (any more)
   */
  void insert(StoredToken token);

  Optional<StoredToken> find(String id);

  /** Stores {@code next} in the place of {@code seen}, if nobody was quicker; returns whether. */
  boolean replace(StoredToken seen, StoredToken next);

  boolean delete(String id);

  /** Deletes all tokens of an account but one; returns how many. */
  int deleteOthers(String accountId, Optional<String> exceptId);

  /** Deletes what has expired; returns how many. */
  int deleteExpired(Instant now);
}
