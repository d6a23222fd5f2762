package io.masterserver.samples.greeting;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.ProvidingModule;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

// tag::provider[]
/** Counts the visits to this node since it was started. */
public final class VisitsModule implements ProvidingModule<VisitsModule.Command, Visits> {

  /** The commands of the module's actor. */
  public sealed interface Command {}

  /** Counts a visit. */
  public record Count(ActorRef<Integer> replyTo) implements Command {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("visits");
  }

  @Override
  public Visits api(ActorRef<Command> module) {
    return new Visits(module.narrow());
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    return counting(0);
  }

  private static Behavior<Command> counting(int visits) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Count(var replyTo) -> {
                replyTo.tell(visits + 1);
                yield counting(visits + 1);
              }
            });
  }
}
// end::provider[]
