package io.masterserver.runtime.module;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.wire.Status;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every server answers: who am I, what may I do, are you there. */
public final class CoreModule implements MasterModule<CoreModule.Command> {

  /** The commands of the module's actor. */
  public sealed interface Command {}

  private record GetGuid(Exchange<Empty, UUID> exchange) implements Command {}

  private record Ping(Exchange<Long, Long> exchange) implements Command {}

  private record ClaimLevel(Exchange<String, Integer> exchange) implements Command {}

  private static final Logger log = LoggerFactory.getLogger(CoreModule.class);

  /** How many wrong permission keys a peer has tried. */
  private static final PropertyKey<Integer> WRONG_KEYS =
      PropertyKey.of(32002, "wrong-permission-keys", Integer.class).withDefault(0);

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("core");
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    var keys = PermissionKeys.from(module.config());
    int tries = module.config().getInt("permission-key-tries");
    module.handle(CoreOperations.PEER_GUID, GetGuid::new);
    // Answered at once even while the peer waits for something else: that is what it is for.
    module.handle(CoreOperations.PING, Ping::new).concurrent();
    module.handle(CoreOperations.PERMISSION_LEVEL, ClaimLevel::new);
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case GetGuid(var exchange) -> exchange.respond(exchange.peer().info().guid());
            case Ping(var exchange) -> exchange.respond(exchange.request());
            case ClaimLevel(var exchange) -> onClaimLevel(exchange, keys, tries);
          }
          return Behaviors.same();
        });
  }

  private static void onClaimLevel(
      Exchange<String, Integer> exchange, PermissionKeys keys, int tries) {
    if (exchange.request().isEmpty()) {
      exchange.respond(exchange.peer().permissionLevel());
      return;
    }
    OptionalInt level = keys.levelOf(exchange.request());
    if (level.isPresent()) {
      int highest = Math.max(level.getAsInt(), exchange.peer().permissionLevel());
      log.info("Peer [{}] has claimed permission level {}", exchange.peer().id(), highest);
      exchange.peer().set(CoreProperties.PERMISSION_LEVEL, highest);
      exchange.respond(highest);
      return;
    }
    int wrong = exchange.peer().get(WRONG_KEYS).orElse(0) + 1;
    exchange.peer().set(WRONG_KEYS, wrong);
    exchange.fail(Status.UNAUTHORIZED, "Invalid permission key");
    log.warn(
        "Peer [{}] from {} has tried a wrong permission key ({} of {} tries)",
        exchange.peer().id(),
        exchange.peer().info().remoteAddress(),
        wrong,
        tries);
    if (wrong >= tries) {
      exchange.peer().disconnect("too many wrong permission keys");
    }
  }
}
