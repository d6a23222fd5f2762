package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.runtime.exchange.EncodedProperty;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands where a peer is looked for that lives somewhere else, and passes on what is for it. Ends
 * with it.
 */
final class Forwarder {

  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);

  private final ActorContext<Peer.Command> context;
  private final PeerId id;
  private SessionMessage.LivesAt home;

  private Forwarder(ActorContext<Peer.Command> context, PeerId id, SessionMessage.LivesAt home) {
    this.context = context;
    this.id = id;
    this.home = home;
  }

  static Behavior<Peer.Command> to(
      SessionMessage.LivesAt home, PeerId id, ActorContext<Peer.Command> context) {
    return to(home, id, context, List.of());
  }

  /**
   * @param waiting what has come for the peer before
   */
  static Behavior<Peer.Command> to(
      SessionMessage.LivesAt home,
      PeerId id,
      ActorContext<Peer.Command> context,
      List<Peer.Command> waiting) {
    context.watch(home.peer());
    var forwarder = new Forwarder(context, id, home);
    waiting.forEach(forwarder::onMessage);
    return Behaviors.receive(Peer.Command.class)
        .onAnyMessage(forwarder::onMessage)
        .onSignal(Terminated.class, forwarder::onTerminated)
        .build();
  }

  private Behavior<Peer.Command> onMessage(Peer.Command message) {
    switch (message) {
      case SessionMessage.LivesAt newer when newer.incarnation() >= home.incarnation() -> {
        context.unwatch(home.peer());
        context.watch(newer.peer());
        home = newer;
      }
      case SessionMessage.LivesAt older -> {}
      case Peer.Attach other -> other.connection().tell(new PeerConnection.Refused(id.value()));
      case Peer.Probe(var replyTo) -> replyTo.tell(new Peer.Reached(context.getSelf()));
      case Peer.WriteProperty(var key, var value) when key.codec().isPresent() ->
          home.peer().tell(new Peer.WriteEncoded(EncodedProperty.of(key, value)));
      case Peer.WriteProperty(var key, var value) ->
          log.warn("{} of peer [{}] is not written: {}", key, id, EncodedProperty.noCodec(key));
      case PeerMessage mayTravel -> home.peer().tell(message);
      default -> {} // about what the peer has left behind
    }
    return Behaviors.same();
  }

  private Behavior<Peer.Command> onTerminated(Terminated gone) {
    return home.peer().path().equals(gone.getRef().path()) ? Behaviors.stopped() : Behaviors.same();
  }
}
