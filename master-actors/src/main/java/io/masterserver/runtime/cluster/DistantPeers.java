package io.masterserver.runtime.cluster;

import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Connections of this node whose peers live on other nodes. When the process of such a node has
 * ended, they are told to close: their clients come back, and go on with what was saved, long
 * before the cluster is sure.
 */
final class DistantPeers extends AbstractMatchingBehavior<DistantPeers.Command> {

  /** Each look is a connection to a node, and there is one for each node at a time. */
  private static final Duration LOOKS_EVERY = Duration.ofMillis(500);

  // ---- protocol -------------------------------------------------------------------------------

  sealed interface Command {}

  /** The peer of {@code connection} is this one now, on whatever node. */
  record Has(ActorRef<PeerConnection.Command> connection, ActorRef<Peer.Command> peer)
      implements Command {}

  private record Ended(ActorRef<PeerConnection.Command> connection) implements Command {}

  private record Looked(Address node, boolean isDead) implements Command {}

  private enum Look implements Command {
    LOOK
  }

  // ---- behavior -------------------------------------------------------------------------------

  private final TimerScheduler<Command> timers;
  private final DeadNodes dead;
  private final Map<ActorRef<PeerConnection.Command>, Address> nodes = new HashMap<>();
  private final Set<Address> looking = new HashSet<>();

  private DistantPeers(
      ActorContext<Command> context, TimerScheduler<Command> timers, DeadNodes dead) {
    super(context);
    this.timers = timers;
    this.dead = dead;
  }

  static Behavior<Command> create(DeadNodes dead) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new DistantPeers(context, timers, dead)));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case Has(var connection, var peer) -> onHas(connection, peer.path().address());
      case Ended(var connection) -> forget(connection);
      case Looked(Address node, boolean isDead) -> onLooked(node, isDead);
      case Look now -> Set.copyOf(nodes.values()).forEach(this::look);
    }
    return this;
  }

  private void onHas(ActorRef<PeerConnection.Command> connection, Address node) {
    if (!node.hasGlobalScope()) {
      forget(connection);
      return;
    }
    if (nodes.isEmpty()) {
      timers.startTimerWithFixedDelay(Look.LOOK, LOOKS_EVERY);
    }
    if (nodes.put(connection, node) == null) {
      getContext().watchWith(connection, new Ended(connection));
    }
  }

  private void forget(ActorRef<PeerConnection.Command> connection) {
    if (nodes.remove(connection) != null) {
      getContext().unwatch(connection);
    }
    if (nodes.isEmpty()) {
      timers.cancel(Look.LOOK);
    }
  }

  private void look(Address node) {
    var members = Cluster.get(getContext().getSystem()).state().getMembers();
    StreamSupport.stream(members.spliterator(), false)
        .filter(member -> member.address().equals(node) && looking.add(node))
        .findFirst()
        .ifPresent(this::look);
  }

  private void look(Member member) {
    getContext()
        .pipeToSelf(
            dead.refuses(member),
            (refuses, failure) -> new Looked(member.address(), failure == null && refuses));
  }

  private void onLooked(Address node, boolean isDead) {
    looking.remove(node);
    if (isDead) {
      List.copyOf(nodes.entrySet()).stream()
          .filter(each -> each.getValue().equals(node))
          .forEach(each -> close(each.getKey()));
    }
  }

  private void close(ActorRef<PeerConnection.Command> connection) {
    connection.tell(new PeerConnection.Close("the node of the peer has gone"));
    forget(connection);
  }
}
