package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * How a peer ends. One that others find by its id must not stop by itself: what is on its way to it
 * would be lost, and who waits for an answer would wait in vain. It asks for its end, and until
 * that comes it says to all that there is no such peer.
 */
@FunctionalInterface
public interface PeerEnd {

  /** For peers that nobody finds by their ids. */
  PeerEnd AT_ONCE = (context, id) -> Behaviors.stopped();

  /**
   * Returns one that asks for the end of the peer.
   *
   * @param ask told which one; it has to be stopped when nothing more comes for it
   */
  static PeerEnd by(Consumer<ActorRef<Peer.Command>> ask) {
    return (context, id) -> {
      ask.accept(context.getSelf());
      return Behaviors.receiveMessage(
          message -> {
            Peer.refuse(message, id, context);
            return Behaviors.same();
          });
    };
  }

  /** Returns what a peer does that has ended. Call once. */
  Behavior<Peer.Command> of(ActorContext<Peer.Command> context, PeerId id);
}
