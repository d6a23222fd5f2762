package io.masterserver.samples.guide;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.wire.Bytes;
import io.masterserver.samples.echo.EchoModule;
import java.util.Locale;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Takes the echo over from its module, and fails when it is asked to. */
final class LoudEchoModule implements MasterModule<LoudEchoModule.Echo> {

  record Echo(Exchange<Bytes, Bytes> exchange) {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("loud-echo");
  }

  // tag::override[]
  @Override
  public Behavior<Echo> start(ModuleContext<Echo> module) {
    module.handle(EchoModule.ECHO, Echo::new).overriding();
    return Behaviors.receiveMessage(
        echo -> {
          String text = echo.exchange().request().utf8();
          if (text.isEmpty()) {
            throw new IllegalStateException("nothing to shout");
          }
          echo.exchange().respond(Bytes.ofUtf8(text.toUpperCase(Locale.ROOT)));
          return Behaviors.same();
        });
  }
  // end::override[]
}
