package io.masterserver.runtime.cluster;

import io.masterserver.api.SessionStore;
import io.masterserver.runtime.peer.AdoptedSession;
import io.masterserver.runtime.peer.NodeSessions;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerServices;
import io.masterserver.runtime.peer.SessionMessage;
import io.masterserver.runtime.peer.SessionRouter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Where a node is asked by others for its sessions, and told to go on with theirs: one actor on
 * every node, with a name that all know. Not the shard region: that would give a node the shard of
 * whatever peer a client makes up.
 */
public final class SessionDoor {

  private static final String NAME = "peer-sessions";

  private SessionDoor() {}

  /** Answers other nodes; once. */
  static void open(PeerServices services) {
    services.system().systemActorOf(create(services), NAME, Props.empty());
  }

  private static Behavior<Peer.Command> create(PeerServices services) {
    return Behaviors.receive(
        (context, message) -> {
          switch (message) {
            case SessionMessage.FindSession find -> services.sessions().findHere(find);
            case SessionMessage.Adopt adopt -> onAdopt(context, services, adopt);
            default -> {} // for peers
          }
          return Behaviors.same();
        });
  }

  private static void onAdopt(
      ActorContext<Peer.Command> context, PeerServices services, SessionMessage.Adopt adopt) {
    AdoptedSession session = adopt.session();
    NodeSessions sessions = services.sessions();
    if (!session.restored() && sessions.tellHere(session.snapshot().info().id(), adopt)) {
      return; // asked again: the peer answers for itself
    }
    adopt
        .replyTo()
        .tell(
            session.restored() || sessions.takesOthers()
                ? new SessionMessage.SessionFound(adopt(context, services, session))
                : SessionMessage.NotTaken.NOT_TAKEN);
  }

  private static ActorRef<Peer.Command> adopt(
      ActorContext<Peer.Command> context, PeerServices services, AdoptedSession session) {
    int id = session.snapshot().info().id().value();
    ActorRef<Peer.Command> peer = context.spawnAnonymous(Peer.adopted(services, session));
    context.spawnAnonymous(
        PeerHome.create(
            id, new SessionMessage.LivesAt(peer, session.snapshot().incarnation() + 1)));
    return peer;
  }

  /** Returns the door of a node. */
  static ActorRef<Peer.Command> of(ActorSystem<?> system, Member member) {
    return ActorRefResolver.get(system).resolveActorRef(member.address() + "/system/" + NAME);
  }

  /**
   * Returns the way to sessions that are not on this node.
   *
   * @param takeOverAfter how long a node may take to answer before its sessions are taken over
   */
  public static SessionRouter router(
      ActorSystem<?> system, Supplier<Optional<SessionStore>> store, Duration takeOverAfter) {
    return new SessionSearch(system, store, takeOverAfter);
  }

  /** Returns the number of this incarnation of the node, which no other has. */
  public static long node(ActorSystem<?> system) {
    return Cluster.get(system).selfMember().uniqueAddress().longUid();
  }
}
