package io.masterserver.runtime.cluster;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.Peers;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerActorHandle;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.PeerDirectory;
import io.masterserver.runtime.peer.PeerRouter;
import io.masterserver.runtime.peer.PeerServices;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.util.ByteString;

/** The peers of the cluster, as one node sees them. Threads: any. */
public final class ShardedPeers implements Peers, PeerDirectory {

  private final ActorSystem<?> system;
  private final ActorRef<ShardingEnvelope<Peer.Command>> region;
  private final PeerIds ids = new PeerIds();

  private ShardedPeers(ActorSystem<?> system, ActorRef<ShardingEnvelope<Peer.Command>> region) {
    this.system = system;
    this.region = region;
  }

  /** Starts the shard region of this node; once. */
  public static ShardedPeers start(PeerServices services) {
    return new ShardedPeers(services.system(), PeerEntity.init(services.system(), services));
  }

  /** Returns the way to the peers of all nodes; to be used when they are {@link #start}ed. */
  public static PeerRouter router(ActorSystem<?> system) {
    return (id, command) -> PeerEntity.ref(system, id.value()).tell(command);
  }

  /**
   * Completes when this node can make peers: the cluster is up and the first shard is here.
   *
   * @param within how long that may take
   */
  public CompletionStage<Boolean> reachable(Duration within) {
    return AskPattern.ask(
        PeerEntity.ref(system, ids.reserved()), Peer.Probe::new, within, system.scheduler());
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
  public void refused() {
    ids.nextShard();
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
    ByteString frame = PeerActorHandle.frame(notification, packet);
    var push = new Peer.Push(frame, delivery);
    for (PeerHandle peer : peers) {
      PeerActorHandle.of(peer)
          .<RecipientRef<Peer.Command>>map(PeerActorHandle::peer)
          .orElseGet(() -> PeerEntity.ref(system, peer.id().value()))
          .tell(push);
    }
  }
}
