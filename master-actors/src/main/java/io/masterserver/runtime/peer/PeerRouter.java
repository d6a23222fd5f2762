package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;

/** The way to a peer by its id, on whatever node it lives. Threads: any. */
@FunctionalInterface
public interface PeerRouter {

  /**
   * Tells {@code command} to a peer, behind what the same thread of an actor has told it before.
   */
  void tell(PeerId id, Peer.Command command);
}
