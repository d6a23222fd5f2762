package io.masterserver.runtime.cluster;

import io.masterserver.core.packet.GoingAway;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.SessionMessage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Spreads clients over the nodes again when one has come: a node with much more than its share
 * sends some of them to nodes that have less, one after another. One on every node; each looks only
 * after its own clients.
 *
 * <p>Only clients with sessions are sent, because they go on at the other node as if nothing had
 * happened.
 */
public final class Rebalancing extends AbstractMatchingBehavior<Rebalancing.Command> {

  /**
   * How often it looks away after it has sent some: what the others have said last is one interval
   * old at most, and is to be younger than the arrival of those that were sent.
   */
  private static final int LOOKS_TO_SETTLE = 2;

  /** The same, when nobody has gone again and again. */
  private static final int MOST_LOOKS_TO_SETTLE = 128;

  private static final String REASON = "clients are spread over the nodes";

  /** Sent by timers. */
  enum Command {
    /** Look how clients are spread. */
    LOOK,

    /** Send the next ones. */
    SEND
  }

  private final TimerScheduler<Command> timers;
  private final RebalanceSettings settings;
  private final OtherNodes others;
  private final IntSupplier clients;
  private final IntFunction<List<ActorRef<Peer.Command>>> peers;

  /** For each of those that shall go, what tells it to. */
  private final Queue<Runnable> leaving = new ArrayDeque<>();

  /** How often it still looks away, and how often it will after the next ones. */
  private int lookingAway;

  private int looksToSettle = LOOKS_TO_SETTLE;

  /** How many clients there were when some were sent last. */
  private int clientsBefore = Integer.MAX_VALUE;

  private Rebalancing(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RebalanceSettings settings,
      OtherNodes others,
      IntSupplier clients,
      IntFunction<List<ActorRef<Peer.Command>>> peers) {
    super(context);
    this.timers = timers;
    this.settings = settings;
    this.others = others;
    this.clients = clients;
    this.peers = peers;
    timers.startTimerWithFixedDelay(Command.LOOK, settings.interval());
  }

  /**
   * @param clients how many this node has
   * @param peers returns some that have sessions, as many as it is told, or fewer
   */
  public static Behavior<Command> create(
      RebalanceSettings settings,
      OtherNodes others,
      IntSupplier clients,
      IntFunction<List<ActorRef<Peer.Command>>> peers) {
    return settings.isOn()
        ? Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> new Rebalancing(context, timers, settings, others, clients, peers)))
        : Behaviors.empty();
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case LOOK -> look();
      case SEND -> send();
    }
    return this;
  }

  private void look() {
    others.announce();
    if (!leaving.isEmpty()) {
      return;
    }
    if (lookingAway > 0) {
      lookingAway--;
      return;
    }
    int own = clients.getAsInt();
    var shares = new Shares(own, others.all());
    int surplus = shares.surplus(settings.tolerancePercent(), settings.atLeast());
    if (surplus == 0) {
      clientsBefore = Integer.MAX_VALUE;
      return;
    }
    looksToSettle =
        own < clientsBefore
            ? LOOKS_TO_SETTLE
            : Math.min(2 * looksToSettle, MOST_LOOKS_TO_SETTLE); // they could not go
    clientsBefore = own;
    var away = new SessionMessage.SendAway(transport -> notice(shares, transport));
    peers.apply(surplus).forEach(peer -> leaving.add(() -> peer.tell(away)));
    if (!leaving.isEmpty()) {
      getContext()
          .getLog()
          .info(
              "This node has {} clients, its share is {}: up to {} are sent to other nodes",
              own,
              shares.share(),
              leaving.size());
      timers.startTimerWithFixedDelay(Command.SEND, settings.step());
    }
  }

  private void send() {
    for (int i = 0; i < settings.perStep() && !leaving.isEmpty(); i++) {
      leaving.remove().run();
    }
    if (leaving.isEmpty()) {
      timers.cancel(Command.SEND);
      lookingAway = looksToSettle;
    }
  }

  private static Optional<GoingAway> notice(Shares shares, String transport) {
    List<String> addresses = shares.addresses(transport, ThreadLocalRandom.current());
    return addresses.isEmpty()
        ? Optional.empty()
        : Optional.of(new GoingAway(REASON, 0, addresses));
  }
}
