package io.masterserver.runtime.module;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Empty;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** What every server answers: who am I, what may I do, are you there, what do we both know. */
public final class CoreModule implements MasterModule<CoreModule.Command> {

  /** The commands of the module's actor. */
  public sealed interface Command {}

  private record GetGuid(Exchange<Empty, UUID> exchange) implements Command {}

  private record Ping(Exchange<Long, Long> exchange) implements Command {}

  private record ClaimLevel(Exchange<String, Integer> exchange) implements Command {}

  private record Announce(Exchange<Capabilities, Capabilities> exchange) implements Command {}

  private final LongSupplier nanoClock;

  public CoreModule() {
    this(System::nanoTime);
  }

  CoreModule(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("core");
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    var claims = PermissionClaims.from(module.config(), nanoClock);
    module.handle(CoreOperations.PEER_GUID, GetGuid::new);
    // Answered at once even while the peer waits for something else: that is what it is for.
    module.handle(CoreOperations.PING, Ping::new).concurrent();
    module.handle(CoreOperations.PERMISSION_LEVEL, ClaimLevel::new);
    module.handle(CoreOperations.CAPABILITIES, Announce::new);
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case GetGuid(var exchange) -> exchange.respond(exchange.peer().info().guid());
            case Ping(var exchange) -> exchange.respond(exchange.request());
            case ClaimLevel(var exchange) -> claims.answer(exchange);
            case Announce(var exchange) -> takeNote(exchange);
          }
          return Behaviors.same();
        });
  }

  private static void takeNote(Exchange<Capabilities, Capabilities> exchange) {
    Capabilities both = exchange.request().and(Capabilities.ALL);
    exchange.peer().set(CoreProperties.CAPABILITIES, both);
    exchange.respond(both);
  }
}
