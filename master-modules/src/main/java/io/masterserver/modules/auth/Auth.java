package io.masterserver.modules.auth;

import io.masterserver.api.PeerId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the auth module offers to other modules, besides the session on each peer ({@link
 * io.masterserver.api.CoreProperties#SESSION}) and the events of this package.
 *
 * <p>Stages fail with {@link io.masterserver.modules.database.DatabaseUnavailable} when the
 * database does not answer, and with {@link io.masterserver.modules.auth.service.Refused} when a
 * change is not allowed. Threads: any.
 */
public interface Auth {

  /** Finds an account by name, ignoring case; guests while they are logged in on this node. */
  CompletionStage<Optional<AccountView>> findByUsername(String username);

  /** Finds an account by id; guests while they are logged in on this node. */
  CompletionStage<Optional<AccountView>> findById(String accountId);

  /** Finds who is logged in on a peer of this node. */
  CompletionStage<Optional<AccountView>> findByPeer(PeerId peer);

  /**
   * Changes properties of an account; those that are not named stay. Its sessions on this node see
   * it.
   *
   * @return the account after it; empty if there is none
   */
  CompletionStage<Optional<AccountView>> changeProperties(
      String accountId, Map<String, String> set, Collection<String> removed);
}
