package io.masterserver.samples.guide;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerHandle;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Brings two players together who look for an opponent. */
final class OpponentModule implements MasterModule<OpponentModule.Command> {

  /** Answers the peer id of the opponent. */
  static final Request<Empty, Integer> FIND_OPPONENT =
      Request.of(1010, "find-opponent", Empty.CODEC, Codec.INT);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  // tag::event[]
  /** Two players have found each other. */
  record PairFound(PeerHandle first, PeerHandle second) implements ModuleEvent {}

  // end::event[]

  sealed interface Command {}

  private record Find(Exchange<Empty, Integer> exchange) implements Command {}

  private record GiveUp(Exchange<Empty, Integer> exchange) implements Command {}

  private record Gone(PeerDisconnected event) implements Command {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("opponent");
  }

  // tag::later[]
  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    module.handle(FIND_OPPONENT, Find::new).concurrent().within(PATIENCE.multipliedBy(2));
    module.subscribe(PeerDisconnected.class, Gone::new);
    Deque<Exchange<Empty, Integer>> looking = new ArrayDeque<>();
    return Behaviors.withTimers(
        timers ->
            Behaviors.receiveMessage(
                command -> {
                  switch (command) {
                    case Find(var exchange) -> {
                      if (!pair(module, looking, exchange)) {
                        timers.startSingleTimer(new GiveUp(exchange), PATIENCE);
                      }
                    }
                    case GiveUp(var exchange) -> {
                      if (looking.remove(exchange)) {
                        exchange.fail(Status.TIMEOUT, "nobody else is looking");
                      }
                    }
                    case Gone(var event) ->
                        looking.removeIf(one -> one.peer().id().equals(event.info().id()));
                  }
                  return Behaviors.same();
                }));
  }

  /** Answers both if somebody else is looking; returns whether {@code second} is answered. */
  private static boolean pair(
      ModuleContext<Command> module,
      Deque<Exchange<Empty, Integer>> looking,
      Exchange<Empty, Integer> second) {
    Exchange<Empty, Integer> first = looking.peek();
    if (first == null) {
      looking.add(second);
      return false;
    }
    if (first.peer().id().equals(second.peer().id())) {
      second.fail("you are looking already");
      return true;
    }
    looking.remove();
    first.respond(second.peer().id().value());
    second.respond(first.peer().id().value());
    module.publish(new PairFound(first.peer(), second.peer()));
    return true;
  }

  // end::later[]
}
