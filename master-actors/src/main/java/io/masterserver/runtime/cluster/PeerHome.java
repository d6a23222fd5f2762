package io.masterserver.runtime.cluster;

import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.SessionMessage;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Lets a peer that has gone on at this node be found by its id: tells the node of its shard where
 * it is, and the next one when the shard moves. Ends with the peer.
 */
final class PeerHome {

  sealed interface Command {}

  /** The home knows. */
  private record Known(ActorRef<Peer.Command> home) implements Command {}

  /** The home has gone: its shard is somewhere else now. */
  private record HomeGone(ActorRef<Peer.Command> home) implements Command {}

  private enum Event implements Command {
    TELL_AGAIN,
    PEER_GONE
  }

  private static final Duration TELL_AGAIN_AFTER = Duration.ofSeconds(3);

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final int id;
  private final SessionMessage.LivesAt peer;
  private final ActorRef<Peer.Reached> answers;

  private PeerHome(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      int id,
      SessionMessage.LivesAt peer) {
    this.context = context;
    this.timers = timers;
    this.id = id;
    this.peer = peer;
    this.answers =
        context.messageAdapter(Peer.Reached.class, reached -> new Known(reached.entity()));
    context.watchWith(peer.peer(), Event.PEER_GONE);
  }

  static Behavior<Command> create(int id, SessionMessage.LivesAt peer) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new PeerHome(context, timers, id, peer).telling()));
  }

  private Behavior<Command> telling() {
    tell();
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Known(var home) -> known(home);
              case Event.TELL_AGAIN -> {
                tell();
                yield Behaviors.same();
              }
              case Event.PEER_GONE -> Behaviors.stopped();
              case HomeGone gone -> Behaviors.same();
            });
  }

  private void tell() {
    var home = PeerEntity.ref(context.getSystem(), id);
    home.tell(peer);
    home.tell(new Peer.Probe(answers)); // behind it, so that there is somebody who passes on
    timers.startSingleTimer(Event.TELL_AGAIN, TELL_AGAIN_AFTER);
  }

  private Behavior<Command> known(ActorRef<Peer.Command> home) {
    timers.cancel(Event.TELL_AGAIN);
    context.watchWith(home, new HomeGone(home));
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case HomeGone(var gone) when gone.equals(home) -> telling();
              case HomeGone another -> Behaviors.same();
              case Known again -> Behaviors.same();
              case Event.TELL_AGAIN -> Behaviors.same();
              case Event.PEER_GONE -> Behaviors.stopped();
            });
  }
}
