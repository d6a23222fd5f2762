package io.masterserver.modules.auth.session;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.account.Account;
import java.util.Optional;

/**
 * An account that is logged in on a peer of this node.
 *
 * @param account as it was when it logged in or was changed last; a guest's is stored nowhere else
 * @param tokenId of the token that this client will log in with next time, if it has one
 */
public record LiveSession(
    PeerInfo info, PeerHandle peer, Account account, boolean guest, Optional<String> tokenId) {

  public PeerId peerId() {
    return info.id();
  }

  public String accountId() {
    return account.id();
  }

  LiveSession with(Account changed) {
    return new LiveSession(info, peer, changed, guest, tokenId);
  }

  LiveSession upgradedTo(Account registered) {
    return new LiveSession(info, peer, registered, false, tokenId);
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "LiveSession[peer=%s, account=%s]".formatted(info.id(), account);
  }
}
