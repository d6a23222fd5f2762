package io.masterserver.tests.speed.module;

import io.masterserver.api.Exchange;
import io.masterserver.api.ExchangePeer;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.Nothing;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.wire.Codec;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Sends to peers by their ids, wherever they are, when it is told to. */
public final class SpeedModule implements MasterModule<SpeedModule.Command> {

  private static final PropertyKey<Integer> COUNTED =
      PropertyKey.of(901, "speed-counted", Integer.class, Codec.INT).withDefault(0).durable();

  /** What its clients want. */
  public sealed interface Command {}

  /** Of which peer is this? */
  public record Who(Exchange<Empty, Integer> exchange) implements Command {}

  /** To whom is sent from now on. */
  public record Aim(Exchange<List<Integer>, Empty> exchange) implements Command {}

  /** Send to one after another. */
  public record Send(Exchange<Integer, Nothing> exchange) implements Command {}

  /** Send to all. */
  public record Broadcast(Exchange<Empty, Nothing> exchange) implements Command {}

  /** Change something that is saved. */
  public record Count(Exchange<Empty, Integer> exchange) implements Command {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("speed");
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    module.handle(SpeedOperations.WHO, Who::new);
    module.handle(SpeedOperations.AIM, Aim::new);
    module.handle(SpeedOperations.SEND, Send::new);
    module.handle(SpeedOperations.BROADCAST, Broadcast::new);
    module.handle(SpeedOperations.COUNT, Count::new);
    return aimedAt(module, List.of(), 0);
  }

  private static Behavior<Command> aimedAt(
      ModuleContext<Command> module, List<PeerHandle> targets, int next) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Who(var exchange) -> {
                exchange.respond(exchange.peer().id().value());
                yield Behaviors.same();
              }
              case Aim(var exchange) -> {
                List<PeerHandle> aimed = handles(module, exchange.request());
                exchange.respond(Empty.EMPTY);
                yield aimedAt(module, aimed, 0);
              }
              case Send(var exchange) -> {
                int count = exchange.request();
                for (int i = next; i < next + count; i++) {
                  targets.get(i % targets.size()).send(SpeedOperations.STAMP, System.nanoTime());
                }
                yield aimedAt(module, targets, (next + count) % targets.size());
              }
              case Broadcast(var ignored) -> {
                module
                    .peers()
                    .broadcast(
                        targets, SpeedOperations.STAMP, System.nanoTime(), DeliveryMethod.RELIABLE);
                yield Behaviors.same();
              }
              case Count(var exchange) -> {
                count(exchange);
                yield Behaviors.same();
              }
            });
  }

  private static List<PeerHandle> handles(ModuleContext<Command> module, List<Integer> ids) {
    return ids.stream().map(id -> module.peers().peer(new PeerId(id))).toList();
  }

  private static void count(Exchange<Empty, Integer> exchange) {
    ExchangePeer peer = exchange.peer();
    int counted = peer.get(COUNTED).orElseThrow() + 1;
    peer.set(COUNTED, counted);
    exchange.respond(counted);
  }
}
