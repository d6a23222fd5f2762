package io.masterserver.runtime.peer;

import io.masterserver.api.PeerHandle;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.ExchangeOwner;
import io.masterserver.runtime.exchange.LiveExchange;
import org.apache.pekko.actor.typed.ActorRef;

/** How modules report back to a peer: as messages in its mailbox. */
record PeerMailbox(ActorRef<Peer.Command> self, PeerHandle handle) implements ExchangeOwner {

  @Override
  public void ran(Delivery delivery, int processed, boolean lastOpen) {
    self.tell(new Peer.Ran(delivery, processed, lastOpen));
  }

  @Override
  public void completed(LiveExchange<?, ?> exchange) {
    self.tell(new Peer.Completed(exchange));
  }
}
