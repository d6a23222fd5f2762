package io.masterserver.samples.guide;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PeerHandle;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.samples.guide.OpponentModule.PairFound;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Asks both players of a pair whether they are ready, and tells both. */
final class ReadyCheckModule implements MasterModule<ReadyCheckModule.Command> {

  static final Request<Empty, Boolean> ARE_YOU_READY =
      Request.of(1020, "are-you-ready", Empty.CODEC, Codec.BOOLEAN);

  static final Notification<Boolean> MATCH_STARTS =
      Notification.of(1021, "match-starts", Codec.BOOLEAN);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  sealed interface Command {}

  private record Found(PairFound pair) implements Command {}

  private record Checked(PairFound pair, boolean bothReady) implements Command {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("ready-check");
  }

  // tag::ask-peers[]
  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    module.subscribe(PairFound.class, Found::new);
    return Behaviors.setup(
        context ->
            Behaviors.receiveMessage(
                command -> {
                  switch (command) {
                    case Found(var pair) -> check(context, pair);
                    case Checked(var pair, boolean bothReady) ->
                        module
                            .peers()
                            .broadcast(
                                List.of(pair.first(), pair.second()),
                                MATCH_STARTS,
                                bothReady,
                                DeliveryMethod.RELIABLE);
                  }
                  return Behaviors.same();
                }));
  }

  private static void check(ActorContext<Command> context, PairFound pair) {
    context.pipeToSelf(
        isReady(pair.first()).thenCombine(isReady(pair.second()), Boolean::logicalAnd),
        (bothReady, failure) -> new Checked(pair, failure == null && bothReady));
  }

  private static CompletionStage<Boolean> isReady(PeerHandle peer) {
    return peer.request(ARE_YOU_READY, Empty.EMPTY, ANSWER_WITHIN)
        .thenApply(response -> response.isSuccess() && response.value());
  }
  // end::ask-peers[]
}
