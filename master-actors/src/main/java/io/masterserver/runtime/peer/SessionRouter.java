package io.masterserver.runtime.peer;

import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** The way to the sessions of other nodes. Threads: any. */
@FunctionalInterface
public interface SessionRouter {

  /**
   * Asks {@code node} for a session; the answer goes to {@link SessionMessage.FindSession#replyTo}.
   *
   * @param node an incarnation of a node
   * @return false if there is no such node in the cluster, so that nobody answers
   */
  boolean find(long node, SessionMessage.FindSession find);

  /** Returns whom to ask to go on with a session on the node of {@code actor}, another one. */
  default Optional<ActorRef<Peer.Command>> doorBeside(ActorRef<?> actor) {
    return Optional.empty();
  }

  /** Returns whom to ask to go on with a session on any other node. */
  default Optional<ActorRef<Peer.Command>> anyDoor() {
    return Optional.empty();
  }
}
