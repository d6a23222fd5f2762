package io.masterserver.samples.guide;

import static io.masterserver.api.AccessRule.authenticated;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.Session;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.modules.auth.Auth;
import io.masterserver.modules.auth.AuthModule;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Keeps a title of the player's choice on the account, where it outlives the connection. */
final class TitleModule implements MasterModule<TitleModule.Command> {

  static final Request<String, Empty> SET_TITLE =
      Request.of(1040, "set-title", Codec.TEXT, Empty.CODEC);

  sealed interface Command {}

  private record SetTitle(Exchange<String, Empty> exchange) implements Command {}

  private record Kept(Exchange<String, Empty> exchange, boolean kept) implements Command {}

  // tag::title[]
  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("title").dependsOn(AuthModule.class);
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    Auth auth = module.dependency(AuthModule.class);
    module.handle(SET_TITLE, SetTitle::new).requiring(authenticated());
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                command -> {
                  switch (command) {
                    case SetTitle(var exchange) -> keep(context, auth, exchange);
                    case Kept(var exchange, boolean kept) -> {
                      if (kept) {
                        exchange.respond(Empty.EMPTY);
                      } else {
                        exchange.fail("the title could not be kept");
                      }
                    }
                  }
                  return Behaviors.same();
                }));
  }

  private static void keep(
      ActorContext<Command> context, Auth auth, Exchange<String, Empty> exchange) {
    Session session = exchange.peer().get(CoreProperties.SESSION).orElseThrow();
    context.pipeToSelf(
        auth.changeProperties(session.accountId(), Map.of("title", exchange.request()), List.of()),
        (account, failure) -> new Kept(exchange, failure == null && account.isPresent()));
  }
  // end::title[]
}
