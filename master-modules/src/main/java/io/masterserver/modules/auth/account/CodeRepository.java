package io.masterserver.modules.auth.account;

import java.time.Instant;

/** Where mailed codes are kept. Waits and throws as {@link AccountRepository} does. */
public interface CodeRepository {

  /**
   * Stores a code in the place of an earlier one of the same account and purpose.
   *
   * @throws ConcurrentChange if there is no such account (any more)
   */
  void put(StoredCode code);

  /**
   * Tries a code. The right one is used up; a wrong one costs a try, and the last try the code.
   * However many try at once, a code is good once.
   *
   * @param hash of what was tried
   * @return whether it was the right one, in time
   */
  boolean use(String accountId, StoredCode.Purpose purpose, String hash, Instant now);

  /** Deletes what has expired; returns how many. */
  int deleteExpired(Instant now);
}
