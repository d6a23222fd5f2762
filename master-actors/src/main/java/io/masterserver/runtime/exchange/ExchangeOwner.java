package io.masterserver.runtime.exchange;

import io.masterserver.api.PeerHandle;

/** The peer that exchanges belong to, as modules report back to it. Threads: any. */
public interface ExchangeOwner {

  /** The way to that peer. */
  PeerHandle handle();

  /**
   * A module has been through a delivery.
   *
   * @param processed how many of its exchanges the module has taken, from the front; all of these
   *     but the last are complete
   * @param lastOpen whether the last of them was left open: then it reports itself, even if it has
   *     been completed meanwhile, behind whatever was sent to the peer before
   */
  void ran(Delivery delivery, int processed, boolean lastOpen);

  /** An exchange that was still open when its delivery came back is complete now. */
  void completed(LiveExchange<?, ?> exchange);
}
