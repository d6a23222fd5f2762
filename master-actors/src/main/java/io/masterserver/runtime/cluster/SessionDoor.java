package io.masterserver.runtime.cluster;

import io.masterserver.runtime.peer.NodeSessions;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.SessionRouter;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Where a node is asked by others for its sessions: one actor on every node, with a name that all
 * know. Not the shard region: that would give a node the shard of whatever peer a client makes up.
 */
public final class SessionDoor {

  private static final String NAME = "peer-sessions";

  private SessionDoor() {}

  /** Answers other nodes that look for sessions here; once. */
  static void open(ActorSystem<?> system, NodeSessions sessions) {
    system.systemActorOf(
        Behaviors.<Peer.FindSession>receiveMessage(
            find -> {
              sessions.findHere(find);
              return Behaviors.same();
            }),
        NAME,
        Props.empty());
  }

  /** Returns the way to the doors of other nodes. */
  public static SessionRouter router(ActorSystem<?> system) {
    return (node, find) -> {
      for (Member member : Cluster.get(system).state().getMembers()) {
        if (member.uniqueAddress().longUid() == node) {
          ActorRefResolver.get(system)
              .<Peer.FindSession>resolveActorRef(member.address() + "/system/" + NAME)
              .tell(find);
          return true;
        }
      }
      return false;
    };
  }

  /** Returns the number of this incarnation of the node, which no other has. */
  public static long node(ActorSystem<?> system) {
    return Cluster.get(system).selfMember().uniqueAddress().longUid();
  }
}
