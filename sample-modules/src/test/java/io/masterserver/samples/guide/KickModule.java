package io.masterserver.samples.guide;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.Nothing;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.wire.Codec;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Throws out whoever asks for it. */
final class KickModule implements MasterModule<KickModule.Kick> {

  static final Notification<String> KICK_ME = Notification.of(1040, "kick-me", Codec.TEXT);

  record Kick(Exchange<String, Nothing> exchange) {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("kick");
  }

  @Override
  public Behavior<Kick> start(ModuleContext<Kick> module) {
    module.handle(KICK_ME, Kick::new);
    return Behaviors.receiveMessage(
        kick -> {
          kick.exchange().peer().disconnect(kick.exchange().request());
          return Behaviors.same();
        });
  }
}
