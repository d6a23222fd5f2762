package io.masterserver.runtime.cluster;

import io.masterserver.api.ClusterMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.MemberUp;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Tells the other nodes where clients reach this one and how many it has, and keeps what they tell.
 * One on every node, with a name that all know.
 *
 * <p>A node is told when it comes up or is reachable again, and whenever something but the number
 * of clients changes; of that, when {@link Announce} says so.
 */
final class AddressExchange extends AbstractMatchingBehavior<AddressExchange.Command> {

  static final String NAME = "client-addresses";

  // ---- protocol -------------------------------------------------------------------------------

  sealed interface Command {}

  /** Whether this node takes clients. */
  record Ready(boolean isReady) implements Command {}

  /** Tell the other nodes how many clients this one has. */
  enum Announce implements Command {
    ANNOUNCE
  }

  /**
   * What another node says of itself.
   *
   * @param node its incarnation
   * @param isReady whether it takes clients
   * @param clients how many it has
   */
  record Announced(long node, boolean isReady, ClientAddresses addresses, int clients)
      implements Command, ClusterMessage {}

  private record Seen(ClusterDomainEvent event) implements Command {}

  // ---- behavior -------------------------------------------------------------------------------

  private final Cluster cluster;
  private final ClientAddresses own;
  private final IntSupplier clients;
  private final Consumer<List<OtherNode>> listener;
  private final long self;
  private final Map<Long, Member> up = new HashMap<>();
  private final Set<Long> unreachable = new HashSet<>();
  private final Map<Long, OtherNode> ready = new HashMap<>();
  private boolean isReady;

  private AddressExchange(
      ActorContext<Command> context,
      ClientAddresses own,
      IntSupplier clients,
      Consumer<List<OtherNode>> listener) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.own = own;
    this.clients = clients;
    this.listener = listener;
    this.self = SessionDoor.node(context.getSystem());
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterDomainEvent.class, Seen::new),
                ClusterDomainEvent.class));
  }

  /**
   * @param clients how many this node has
   * @param listener is told all other nodes that are up and ready, whenever that changes
   */
  static Behavior<Command> create(
      ClientAddresses own, IntSupplier clients, Consumer<List<OtherNode>> listener) {
    return Behaviors.setup(context -> new AddressExchange(context, own, clients, listener));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Ready(boolean now) -> {
        isReady = now;
        up.values().forEach(this::announceTo);
      }
      case Announce now -> up.values().forEach(this::announceIfReady);
      case Announced announced -> onAnnounced(announced);
      case Seen(var event) -> onSeen(event);
    }
    return this;
  }

  private void onAnnounced(Announced announced) {
    if (announced.isReady()) {
      ready.put(announced.node(), new OtherNode(announced.addresses(), announced.clients()));
    } else {
      ready.remove(announced.node());
    }
    publish();
  }

  private void onSeen(ClusterDomainEvent event) {
    switch (event) {
      case MemberUp joined -> {
        up.put(uid(joined.member()), joined.member());
        announceIfReady(joined.member());
      }
      case MemberRemoved removed -> {
        up.remove(uid(removed.member()));
        unreachable.remove(uid(removed.member()));
        ready.remove(uid(removed.member()));
      }
      case MemberEvent goes -> up.remove(uid(goes.member()));
      case UnreachableMember gone -> unreachable.add(uid(gone.member()));
      case ReachableMember back -> {
        unreachable.remove(uid(back.member()));
        announceIfReady(back.member());
      }
      default -> {
        return; // leaders, roles and the like
      }
    }
    publish();
  }

  private static long uid(Member member) {
    return member.uniqueAddress().longUid();
  }

  private void announceIfReady(Member member) {
    if (isReady) {
      announceTo(member);
    }
  }

  private void announceTo(Member member) {
    if (uid(member) != self) {
      ActorRefResolver.get(getContext().getSystem())
          .<Command>resolveActorRef(member.address() + "/system/" + NAME)
          .tell(new Announced(self, isReady, own, clients.getAsInt()));
    }
  }

  private void publish() {
    listener.accept(
        ready.entrySet().stream()
            .filter(node -> up.containsKey(node.getKey()) && !unreachable.contains(node.getKey()))
            .map(Map.Entry::getValue)
            .toList());
  }
}
