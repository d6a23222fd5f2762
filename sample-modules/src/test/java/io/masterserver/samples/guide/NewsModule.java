package io.masterserver.samples.guide;

import static io.masterserver.api.AccessRule.permission;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.Nothing;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Keeps the news of the day in some slow storage; administrators write it. */
final class NewsModule implements MasterModule<NewsModule.Command> {

  static final Request<Empty, String> READ_NEWS =
      Request.of(1030, "read-news", Empty.CODEC, Codec.TEXT);

  static final Notification<String> WRITE_NEWS = Notification.of(1031, "write-news", Codec.TEXT);

  /** Where the news is kept: does not block. */
  interface Storage {
    CompletionStage<String> load();

    CompletionStage<Void> save(String news);
  }

  sealed interface Command {}

  private record Loaded(String news) implements Command {}

  private record Unreachable(Throwable why) implements Command {}

  private record Read(Exchange<Empty, String> exchange) implements Command {}

  private record Write(Exchange<String, Nothing> exchange) implements Command {}

  private record Written(Exchange<String, Nothing> exchange, boolean saved) implements Command {}

  private final Storage storage;

  NewsModule(Storage storage) {
    this.storage = storage;
  }

  // tag::ready[]
  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("news").reportsReady(Duration.ofSeconds(10));
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    module.handle(READ_NEWS, Read::new);
    module.handle(WRITE_NEWS, Write::new).requiring(permission(1));
    return Behaviors.setup(
        context -> {
          context.pipeToSelf(
              storage.load(),
              (news, failure) -> failure == null ? new Loaded(news) : new Unreachable(failure));
          return Behaviors.receiveMessage(
              command ->
                  switch (command) {
                    case Loaded(String news) -> {
                      module.ready();
                      yield serving(context, news);
                    }
                    case Unreachable(Throwable why) -> throw new IllegalStateException(why);
                    case Read r -> Behaviors.unhandled(); // no message comes before ready()
                    case Write w -> Behaviors.unhandled();
                    case Written w -> Behaviors.unhandled();
                  });
        });
  }

  // end::ready[]

  // tag::later[]
  private Behavior<Command> serving(ActorContext<Command> context, String news) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Read(var exchange) -> {
                exchange.respond(news);
                yield Behaviors.same();
              }
              case Write(var exchange) -> {
                exchange.later();
                context.pipeToSelf(
                    storage.save(exchange.request()),
                    (saved, failure) -> new Written(exchange, failure == null));
                yield Behaviors.same();
              }
              case Written(var exchange, boolean saved) -> {
                if (!saved) {
                  exchange.fail("the news could not be saved");
                  yield Behaviors.same();
                }
                exchange.done();
                yield serving(context, exchange.request());
              }
              case Loaded l -> Behaviors.unhandled();
              case Unreachable u -> Behaviors.unhandled();
            });
  }
  // end::later[]
}
