package io.masterserver.runtime.cluster;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerActorHandle;
import io.masterserver.runtime.peer.PeerBroadcast;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.PeerDirectory;
import io.masterserver.runtime.peer.PeerServices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;

/** The peers of the cluster, as one node sees them. Threads: any. */
public final class ShardedPeers implements Peers, PeerDirectory {

  private final ActorSystem<?> system;
  private final ActorRef<ShardingEnvelope<Peer.Command>> region;
  private final ActorRef<PeerBroadcast.Command> broadcaster;
  private final ActorRef<DistantPeers.Command> distant;
  private final PeerIds ids;

  private ShardedPeers(
      ActorSystem<?> system,
      ActorRef<ShardingEnvelope<Peer.Command>> region,
      ActorRef<PeerBroadcast.Command> broadcaster,
      OwnShards own) {
    this.system = system;
    this.region = region;
    this.broadcaster = broadcaster;
    this.distant =
        system.systemActorOf(
            DistantPeers.create(new DeadNodes(system)), "distant-peers", Props.empty());
    this.ids = new PeerIds(new ShardDraw(system, InstantSource.system(), own));
  }

  /** Starts the shard region of this node; once. */
  public static ShardedPeers start(PeerServices services) {
    return start(services, new OwnShards());
  }

  static ShardedPeers start(PeerServices services, OwnShards own) {
    ActorSystem<?> system = services.system();
    ActorRef<PeerBroadcast.Command> broadcaster =
        system.systemActorOf(Broadcaster.create(), "peer-broadcaster", Props.empty());
    SessionDoor.open(services);
    return new ShardedPeers(system, PeerEntity.init(services, own, broadcaster), broadcaster, own);
  }

  /**
   * Completes when this node can make peers: the cluster is up and the first shard is here. Once.
   *
   * @param within how long that may take
   */
  public CompletionStage<Boolean> reachable(Duration within) {
    return ids.begin(within).thenApply(shard -> true);
  }

  @Override
  public int attach(
      ActorRef<PeerConnection.Command> connection, String remoteAddress, String transport) {
    int id = ids.next();
    tell(id, new Peer.Attach(connection, remoteAddress, transport));
    return id;
  }

  @Override
  public void lost(int id, ActorRef<PeerConnection.Command> connection, String reason) {
    tell(id, new Peer.Lost(connection, reason)); // behind the Attach, by the same way
  }

  @Override
  public void has(ActorRef<PeerConnection.Command> connection, ActorRef<Peer.Command> peer) {
    distant.tell(new DistantPeers.Has(connection, peer));
  }

  @Override
  public void refused() {
    ids.refused();
  }

  private void tell(int id, Peer.Command message) {
    region.tell(new ShardingEnvelope<>(Integer.toString(id), message));
  }

  @Override
  public PeerHandle peer(PeerId id) {
    return new PeerActorHandle(id, PeerEntity.ref(system, id.value()), false, system);
  }

  @Override
  public <Q> void broadcast(
      Collection<? extends PeerHandle> peers,
      Notification<Q> notification,
      Q packet,
      DeliveryMethod delivery) {
    var push =
        new Peer.Push(
            PeerActorHandle.frame(notification, packet), delivery, notification.isDurable());
    List<Integer> elsewhere = new ArrayList<>();
    for (PeerHandle peer : peers) {
      Optional<PeerActorHandle> here = PeerActorHandle.of(peer).filter(PeerActorHandle::here);
      if (here.isPresent()) {
        here.get().peer().tell(push);
      } else {
        elsewhere.add(peer.id().value());
      }
    }
    if (!elsewhere.isEmpty()) {
      broadcaster.tell(new PeerBroadcast.Send(elsewhere, push));
    }
  }
}
