package io.masterserver.runtime.cluster;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerBroadcast;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.PropertyAnswer;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/**
 * The entity of a shard that is no peer: it stands for the node that the shard lives on. It has the
 * id with which no peer begins. It lasts while the node makes peers in its shard; that of any other
 * shard is there for one answer, so that an empty shard has no entity and ends, too.
 */
final class ShardDoor {

  private ShardDoor() {}

  /**
   * @param shard is asked to end it, because messages may be on their way to it
   * @param own those of this node
   * @param broadcaster that of this node
   */
  static Behavior<Peer.Command> create(
      int id,
      ActorRef<ClusterSharding.ShardCommand> shard,
      OwnShards own,
      ActorRef<PeerBroadcast.Command> broadcaster) {
    return Behaviors.receive(
        (context, message) -> {
          onMessage(context, id, broadcaster, message);
          if (!own.contains(PeerEntity.shard(id))) {
            shard.tell(new ClusterSharding.Passivate<>(context.getSelf()));
          }
          return Behaviors.same();
        });
  }

  private static void onMessage(
      ActorContext<Peer.Command> context,
      int id,
      ActorRef<PeerBroadcast.Command> broadcaster,
      Peer.Command message) {
    switch (message) {
      case Peer.Probe(var replyTo) -> replyTo.tell(new Peer.Reached(context.getSelf()));
      case Peer.Spread(var deliver, var asker) -> {
        broadcaster.tell(deliver); // first: what the asker sends it from now on comes behind
        asker.tell(new PeerBroadcast.Home(PeerEntity.shard(id), broadcaster));
      }
      case Peer.Attach(var connection, String address, String transport) ->
          connection.tell(new PeerConnection.Refused(id));
      case Peer.Ask ask ->
          ask.replyTo()
              .tell(
                  new Peer.Answer(Status.NOT_CONNECTED, Bytes.ofUtf8("no peer has the id " + id)));
      case Peer.ReadProperty read ->
          read.replyTo().tell(new PropertyAnswer.Encoded(Optional.empty()));
      default -> {} // told to a peer that does not exist
    }
  }
}
