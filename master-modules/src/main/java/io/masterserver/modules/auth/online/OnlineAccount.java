package io.masterserver.modules.auth.online;

import io.masterserver.api.PeerId;
import java.time.Instant;
import java.util.Optional;

/**
 * An account that is logged in somewhere.
 *
 * @param node of the peer, by the number that the node has drawn at its start
 * @param epoch higher with every log-in, and with every node to which the peer goes; never the same
 *     twice
 * @param tokenId of the token that its client will log in with next time, if it has one
 * @param kickedAt when it has come, if it has come by kicking
 */
public record OnlineAccount(
    String accountId,
    PeerId peer,
    long node,
    long epoch,
    Optional<String> tokenId,
    Optional<Instant> kickedAt) {

  /** Of what is not stored yet. */
  static final long NO_EPOCH = 0;

  /** Whether this is the same log-in as {@code other}, whatever has become of it. */
  boolean isSame(OnlineAccount other) {
    return epoch == other.epoch && peer.equals(other.peer);
  }

  /** The same, of a peer that is on another node now. */
  OnlineAccount at(long newNode) {
    return new OnlineAccount(accountId, peer, newNode, epoch, tokenId, kickedAt);
  }

  OnlineAccount withEpoch(long stored) {
    return new OnlineAccount(accountId, peer, node, stored, tokenId, kickedAt);
  }

  OnlineAccount kickedAt(Optional<Instant> time) {
    return new OnlineAccount(accountId, peer, node, epoch, tokenId, time);
  }

  /** Says nothing of the token. */
  @Override
  public String toString() {
    return "OnlineAccount[account=%s, peer=%s, epoch=%d]".formatted(accountId, peer, epoch);
  }
}
