package io.masterserver.runtime.registry;

import io.masterserver.runtime.eventloop.EventLoop;
import io.masterserver.runtime.exchange.Delivery;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The actors of one module on this node: one or, if the module is stateless, one on each event
 * loop, so that what a loop has for it does not go to another loop and back. Threads: any.
 */
public final class ModuleActors {

  private final List<ActorRef<Delivery>> byLoop;

  /**
   * @param first on the first loop, or wherever it is told something if there are no others
   * @param others on the loops behind that, in their order
   */
  public ModuleActors(ActorRef<Delivery> first, List<ActorRef<Delivery>> others) {
    this.byLoop = Stream.concat(Stream.of(first), others.stream()).toList();
  }

  /** Hands a delivery to the actor that is nearest. */
  public void tell(Delivery delivery) {
    @Nullable EventLoop loop = byLoop.size() == 1 ? null : EventLoop.current();
    int index = loop == null || loop.index() >= byLoop.size() ? 0 : loop.index();
    byLoop.get(index).tell(delivery);
  }
}
