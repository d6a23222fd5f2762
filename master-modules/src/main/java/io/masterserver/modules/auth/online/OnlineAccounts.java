package io.masterserver.modules.auth.online;

import io.masterserver.api.PeerId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The accounts that are logged in, each once in the whole cluster. Of two that want the same at the
 * same time, one gets it.
 *
 * <p>All methods wait, and fail with {@link io.masterserver.modules.database.DatabaseUnavailable}.
 * Threads: any but an actor's.
 */
public interface OnlineAccounts {

  /**
   * Stores {@code wanted} if nobody has the account.
   *
   * @return {@code wanted} with its epoch; empty if somebody has it
   */
  Optional<OnlineAccount> insert(OnlineAccount wanted);

  /**
   * Stores {@code wanted} in the place of {@code seen}.
   *
   * @return {@code wanted} with its epoch; empty if somebody else was first
   */
  Optional<OnlineAccount> replace(OnlineAccount seen, OnlineAccount wanted);

  /** Notes what the client of {@code online} will log in with next time. */
  void remember(OnlineAccount online, String tokenId);

  /** Returns what is stored of accounts; nothing for those that nobody has. */
  List<OnlineAccount> find(Collection<String> accountIds);

  /** Deletes those of {@code gone} that still are who has their account. */
  void delete(Collection<OnlineAccount> gone);

  /** Deletes whoever has an account, unless that is {@code but}; returns who it was. */
  Optional<OnlineAccount> deleteOther(String accountId, PeerId but);
}
