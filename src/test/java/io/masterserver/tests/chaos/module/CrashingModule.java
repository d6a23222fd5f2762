package io.masterserver.tests.chaos.module;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.packet.Empty;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Takes its time to answer, and dies from time to time where the JVM is told so. */
public final class CrashingModule implements MasterModule<CrashingModule.Command> {

  /** How often it dies, in milliseconds; never, without this property of the JVM. */
  public static final String DIES_EVERY = "chaos.dies-every";

  /** Long enough for some exchanges to be open whenever it dies. */
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(30);

  private static final AtomicInteger LIVES = new AtomicInteger();

  public sealed interface Command {}

  private record Ask(Exchange<Empty, Integer> exchange) implements Command {}

  private record Answer(Exchange<Empty, Integer> exchange) implements Command {}

  private enum Die implements Command {
    NOW
  }

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("crashing");
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    module.handle(CrashingOperations.WHICH_LIFE, Ask::new);
    int life = LIVES.incrementAndGet();
    return Behaviors.withTimers(
        timers -> {
          long diesEvery = Long.getLong(DIES_EVERY, 0);
          if (diesEvery > 0) {
            timers.startSingleTimer(Die.NOW, Duration.ofMillis(diesEvery));
          }
          return Behaviors.receiveMessage(command -> onCommand(command, life, timers));
        });
  }

  private static Behavior<Command> onCommand(
      Command command, int life, TimerScheduler<Command> timers) {
    switch (command) {
      case Ask(var exchange) -> timers.startSingleTimer(new Answer(exchange), ANSWERS_AFTER);
      case Answer(var exchange) -> exchange.respond(life);
      case Die now -> throw new IllegalStateException("dies on purpose");
    }
    return Behaviors.same();
  }
}
