package io.masterserver.runtime.forming;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.Subscribe;
import org.apache.pekko.management.cluster.bootstrap.ClusterBootstrap;

/** Makes this node a member of a cluster, and tells how it stands there. */
public final class Membership extends AbstractMatchingBehavior<Membership.Command> {

  // ---- protocol -------------------------------------------------------------------------------

  public sealed interface Command {}

  private record Seen(ClusterDomainEvent event) implements Command {}

  /**
   * How this node stands in its cluster; told when that changes.
   *
   * @param trouble why it should not take new clients; empty if it should
   */
  public record Standing(Optional<String> trouble) {}

  // ---- behavior -------------------------------------------------------------------------------

  private final Cluster cluster;
  private final ActorRef<Standing> listener;
  private final Map<UniqueAddress, MemberStatus> members = new HashMap<>();
  private final Set<UniqueAddress> unreachable = new HashSet<>();
  private Standing told = new Standing(Optional.of("this node has not joined yet"));

  private Membership(
      ActorContext<Command> context, ClusterSettings settings, ActorRef<Standing> listener) {
    super(context);
    this.cluster = Cluster.get(context.getSystem());
    this.listener = listener;
    cluster
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(ClusterDomainEvent.class, Seen::new),
                ClusterDomainEvent.class));
    join(settings);
  }

  /** Joins as {@code settings} say; {@code listener} is told when the node has, and ever after. */
  public static Behavior<Command> create(ClusterSettings settings, ActorRef<Standing> listener) {
    return Behaviors.setup(context -> new Membership(context, settings, listener));
  }

  private void join(ClusterSettings settings) {
    if (settings.discovery().isPresent()) {
      ClusterBootstrap.get(getContext().getSystem()).start();
      return;
    }
    List<Address> seeds = settings.seedNodes().stream().map(this::address).toList();
    cluster
        .manager()
        .tell(
            seeds.isEmpty()
                ? Join.create(cluster.selfMember().address())
                : new JoinSeedNodes(seeds));
  }

  /**
   * @param hostAndPort checked when the settings were read
   */
  private Address address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    Address self = cluster.selfMember().address();
    return new Address(
        self.protocol(),
        self.system(),
        hostAndPort.substring(0, colon),
        Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case Seen(var event) -> onSeen(event);
    };
  }

  private Behavior<Command> onSeen(ClusterDomainEvent event) {
    switch (event) {
      case MemberRemoved removed -> {
        members.remove(removed.member().uniqueAddress());
        unreachable.remove(removed.member().uniqueAddress());
      }
      case MemberEvent changed ->
          members.put(changed.member().uniqueAddress(), changed.member().status());
      case UnreachableMember gone -> unreachable.add(gone.member().uniqueAddress());
      case ReachableMember back -> unreachable.remove(back.member().uniqueAddress());
      default -> {
        return this; // leaders, roles and the like
      }
    }
    Standing now = new Standing(trouble());
    if (!now.equals(told)) {
      told = now;
      listener.tell(now);
    }
    return this;
  }

  private Optional<String> trouble() {
    MemberStatus self = members.get(cluster.selfMember().uniqueAddress());
    if (self == null) {
      return Optional.of("this node is no member of a cluster");
    }
    if (!self.equals(MemberStatus.up())) {
      return Optional.of("this node is " + self.toString().toLowerCase(Locale.ROOT));
    }
    return unreachable(unreachable.size(), members.size());
  }

  /** Returns what is wrong when a node reaches no majority, itself included; half is none. */
  static Optional<String> unreachable(int unreachable, int members) {
    return unreachable * 2 < members
        ? Optional.empty()
        : Optional.of("%d of %d nodes are unreachable".formatted(unreachable, members));
  }
}
