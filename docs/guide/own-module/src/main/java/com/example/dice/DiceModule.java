package com.example.dice;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Throws dice for players, so that nobody throws their own. */
public final class DiceModule implements MasterModule<DiceModule.Roll> {

  public static final Request<Throw, Integer> ROLL =
      Request.of(1000, "roll-dice", Throw.CODEC, Codec.INT);

  /** The only command: throw these dice. */
  public record Roll(Exchange<Throw, Integer> exchange) {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("dice");
  }

  @Override
  public Behavior<Roll> start(ModuleContext<Roll> module) {
    module.handle(ROLL, Roll::new);
    return Behaviors.receiveMessage(
        roll -> {
          answer(roll.exchange());
          return Behaviors.same();
        });
  }

  private static void answer(Exchange<Throw, Integer> exchange) {
    Throw wanted = exchange.request();
    if (wanted.dice() < 1 || wanted.dice() > 10 || wanted.sides() < 2 || wanted.sides() > 1000) {
      exchange.fail("1 to 10 dice with 2 to 1000 sides, please");
      return;
    }
    var chance = ThreadLocalRandom.current();
    exchange.respond(chance.ints(wanted.dice(), 0, wanted.sides()).map(eye -> eye + 1).sum());
  }
}
