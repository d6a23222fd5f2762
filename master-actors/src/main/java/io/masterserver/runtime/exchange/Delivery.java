package io.masterserver.runtime.exchange;

import java.util.List;

/**
 * Messages of one peer on their way to a module, in order.
 *
 * <p>A peer may have sent many messages at once. Going to the module and back for each would cost
 * two hops a message; so those for the same module go together, and the module takes them one after
 * another for as long as each is complete when its handler returns and has changed no property. To
 * the client and the module that is the same as one at a time; what others change about the peer
 * meanwhile holds from the next run on.
 *
 * <p>Not a record: two deliveries are never the same one.
 */
public final class Delivery {

  private final ExchangeOwner owner;
  private final List<LiveExchange<?, ?>> exchanges;

  public Delivery(ExchangeOwner owner, List<LiveExchange<?, ?>> exchanges) {
    this.owner = owner;
    this.exchanges = exchanges;
  }

  public ExchangeOwner owner() {
    return owner;
  }

  public List<LiveExchange<?, ?>> exchanges() {
    return exchanges;
  }
}
