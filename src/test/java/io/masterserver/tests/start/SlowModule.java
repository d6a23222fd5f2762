package io.masterserver.tests.start;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Says at once that it has begun, and answers when the asker's time has passed; or never. */
public final class SlowModule implements MasterModule<SlowModule.Command> {

  /** Asks for an answer after so many milliseconds; 0 for never. */
  public static final Request<Integer, Integer> WAIT =
      Request.of(110, "wait", Codec.INT, Codec.INT);

  public static final Notification<Integer> BEGUN = Notification.of(111, "begun", Codec.INT);

  /** The commands of the module's actor. */
  public sealed interface Command {}

  private record Wait(Exchange<Integer, Integer> exchange) implements Command {}

  private record Waited(Exchange<Integer, Integer> exchange) implements Command {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("slow");
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    module.handle(WAIT, Wait::new);
    return Behaviors.withTimers(
        timers ->
            Behaviors.receiveMessage(
                command -> {
                  switch (command) {
                    case Wait(var exchange) -> {
                      int millis = exchange.request();
                      if (millis > 0) {
                        timers.startSingleTimer(new Waited(exchange), Duration.ofMillis(millis));
                      }
                      exchange.peer().send(BEGUN, millis);
                    }
                    case Waited(var exchange) -> exchange.respond(exchange.request());
                  }
                  return Behaviors.same();
                }));
  }
}
