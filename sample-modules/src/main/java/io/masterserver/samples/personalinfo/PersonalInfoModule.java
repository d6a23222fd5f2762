package io.masterserver.samples.personalinfo;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.Exchange;
import io.masterserver.api.ExchangePeer;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.Nothing;
import io.masterserver.api.PropertyKey;
import io.masterserver.api.Session;
import io.masterserver.core.packet.Empty;
import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.auth.LoggedIn;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

// tag::module[]
/** Keeps a player's personal info on the peer while the player is connected. */
public final class PersonalInfoModule implements MasterModule<PersonalInfoModule.Command> {

  /** Where the info is kept on a peer. */
  public static final PropertyKey<PersonalInfo> PERSONAL_INFO =
      PropertyKey.of(0, "personal-info", PersonalInfo.class, PersonalInfo.CODEC);

  private static final Logger log = LoggerFactory.getLogger(PersonalInfoModule.class);

  /** The commands of the module's actor. */
  public sealed interface Command {}

  private record GetInfo(Exchange<Empty, PersonalInfo> exchange) implements Command {}

  private record SaveInfo(Exchange<PersonalInfo, Nothing> exchange) implements Command {}

  private record PlayerLoggedIn(LoggedIn event) implements Command {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("personal-info").dependsOn(AuthModule.class);
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    module.handle(PersonalInfoOperations.GET, GetInfo::new);
    module.handle(PersonalInfoOperations.SAVE, SaveInfo::new);
    module.subscribe(LoggedIn.class, PlayerLoggedIn::new);
    return Behaviors.receiveMessage(
        command -> {
          switch (command) {
            case GetInfo(var exchange) ->
                exchange
                    .peer()
                    .get(PERSONAL_INFO)
                    .ifPresentOrElse(
                        exchange::respond, () -> exchange.fail("You have no profile info"));
            case SaveInfo(var exchange) -> {
              exchange.peer().set(PERSONAL_INFO, exchange.request());
              log.info("{} has saved personal info", who(exchange.peer()));
            }
            case PlayerLoggedIn(var event) ->
                log.info(
                    "{} has logged in on peer {}", event.session().username(), event.peer().id());
          }
          return Behaviors.same();
        });
  }

  /** Players may save without an account: then only their peer is known. */
  private static String who(ExchangePeer peer) {
    return peer.get(CoreProperties.SESSION)
        .map(Session::username)
        .orElseGet(() -> "Peer " + peer.id());
  }
}
// end::module[]
