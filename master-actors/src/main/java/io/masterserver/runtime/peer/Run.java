package io.masterserver.runtime.peer;

import io.masterserver.core.wire.Message;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.LiveExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a peer has with a module: the exchanges, and the messages they were made from. */
final class Run {

  final Delivery delivery;
  final List<Message> messages;
  int settled;

  /** The one that was left open and has reported before the run came back. */
  @Nullable LiveExchange<?, ?> reported;

  Run(Delivery delivery, List<Message> messages) {
    this.delivery = delivery;
    this.messages = messages;
  }
}
