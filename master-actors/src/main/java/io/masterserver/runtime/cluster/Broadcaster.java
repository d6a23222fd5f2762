package io.masterserver.runtime.cluster;

import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerBroadcast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Brings a message to many peers: one message for each node, which hands it out there. One actor on
 * every node.
 *
 * <pre>{@code
 * Send ─▶ Broadcaster ──Deliver──▶ Broadcaster of another node ─Push─▶ its peers
 *            │  ▲                         ▲
 *       Spread  Home, while it does not know which node that is
 *            ▼  │                         │
 *          door of the shard ──Deliver────┘
 * }</pre>
 *
 * <p>The node that delivers goes by the shard region, too: a peer that lives elsewhere is reached
 * as by any other message, and what is known here of shards need not be true for ever.
 */
final class Broadcaster extends AbstractMatchingBehavior<PeerBroadcast.Command> {

  /** Most ids in one message, so that it stays below the largest size between nodes. */
  static final int MAX_IDS = 16 * 1024;

  /** The broadcaster of a node has ended. */
  private record Gone(ActorRef<PeerBroadcast.Command> broadcaster)
      implements PeerBroadcast.Internal {}

  /** By shard: at most as many as there are shards. */
  private final Map<Integer, WayToShard> ways = new HashMap<>();

  private Broadcaster(ActorContext<PeerBroadcast.Command> context) {
    super(context);
  }

  static Behavior<PeerBroadcast.Command> create() {
    return Behaviors.supervise(Behaviors.setup(Broadcaster::new))
        .onFailure(SupervisorStrategy.restart()); // it learns the ways again
  }

  @Override
  public Behavior<PeerBroadcast.Command> onMessage(PeerBroadcast.Command message) {
    switch (message) {
      case PeerBroadcast.Send(var ids, var push) -> onSend(ids, push);
      case PeerBroadcast.Deliver(var ids, var push) ->
          ids.forEach(id -> PeerEntity.ref(getContext().getSystem(), id).tell(push));
      case PeerBroadcast.Home(int shard, var broadcaster) -> onHome(shard, broadcaster);
      case PeerBroadcast.Internal internal -> onInternal(internal);
    }
    return this;
  }

  private void onInternal(PeerBroadcast.Internal internal) {
    if (internal instanceof Gone(var broadcaster)) {
      ways.values().removeIf(way -> broadcaster.equals(way.broadcaster()));
    }
  }

  private void onSend(List<Integer> ids, Peer.Push push) {
    Map<ActorRef<PeerBroadcast.Command>, List<Integer>> byNode = new HashMap<>();
    Map<Integer, List<Integer>> byShard = new HashMap<>();
    for (int id : ids) {
      int shard = PeerEntity.shard(id);
      WayToShard way = ways.get(shard);
      if (way == null || way.broadcaster() == null) {
        byShard.computeIfAbsent(shard, s -> new ArrayList<>()).add(id);
      } else {
        byNode.computeIfAbsent(way.broadcaster(), n -> new ArrayList<>()).add(id);
      }
    }
    byNode.forEach((broadcaster, of) -> inPieces(of, push, broadcaster::tell));
    byShard.forEach((shard, of) -> inPieces(of, push, deliver -> spread(shard, deliver)));
  }

  private static void inPieces(
      List<Integer> ids, Peer.Push push, Consumer<PeerBroadcast.Deliver> to) {
    for (int from = 0; from < ids.size(); from += MAX_IDS) {
      int until = Math.min(from + MAX_IDS, ids.size());
      to.accept(new PeerBroadcast.Deliver(List.copyOf(ids.subList(from, until)), push));
    }
  }

  private void spread(int shard, PeerBroadcast.Deliver deliver) {
    ways.computeIfAbsent(shard, s -> new WayToShard()).asked(System.nanoTime());
    PeerEntity.door(getContext().getSystem(), shard)
        .tell(new Peer.Spread(deliver, getContext().getSelf()));
  }

  private void onHome(int shard, ActorRef<PeerBroadcast.Command> broadcaster) {
    WayToShard way = ways.get(shard);
    if (way != null && way.answered(broadcaster) && !broadcaster.equals(getContext().getSelf())) {
      getContext().watchWith(broadcaster, new Gone(broadcaster));
    }
  }
}
