package io.masterserver.samples.greeting;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerHandle;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.wire.Codec;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

// tag::dependent[]
/** Tells every client that connects how many came before it. */
public final class GreetingModule implements MasterModule<GreetingModule.Command> {

  /** Sent to a client when it has connected. */
  public static final Notification<String> WELCOME = Notification.of(3, "welcome", Codec.TEXT);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

  /** The commands of the module's actor. */
  public sealed interface Command {}

  private record Arrived(PeerConnected event) implements Command {}

  private record Greet(PeerHandle peer, int visit) implements Command {}

  private record NoCount(PeerHandle peer) implements Command {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("greeting").dependsOn(VisitsModule.class);
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    Visits visits = module.dependency(VisitsModule.class);
    module.subscribe(PeerConnected.class, Arrived::new);
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                command -> {
                  switch (command) {
                    case Arrived(var event) -> askForCount(context, visits, event.peer());
                    case Greet(var peer, int visit) ->
                        peer.send(WELCOME, "Welcome! You are visitor number " + visit + ".");
                    case NoCount(var peer) -> peer.send(WELCOME, "Welcome!");
                  }
                  return Behaviors.same();
                }));
  }

  private static void askForCount(ActorContext<Command> context, Visits visits, PeerHandle peer) {
    context.ask(
        Integer.class,
        visits.counter(),
        ANSWER_WITHIN,
        VisitsModule.Count::new,
        (visit, failure) -> failure == null ? new Greet(peer, visit) : new NoCount(peer));
  }
}
// end::dependent[]
