package io.masterserver.samples.echo;

import io.masterserver.api.Exchange;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Sends every payload back. */
public final class EchoModule implements MasterModule<EchoModule.Echo> {

  public static final Request<Bytes, Bytes> ECHO = Request.of(2, "echo", Codec.RAW, Codec.RAW);

  /** The only command: send this back. */
  public record Echo(Exchange<Bytes, Bytes> exchange) {}

  // tag::spec[]
  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("echo").stateless();
  }

  // end::spec[]

  @Override
  public Behavior<Echo> start(ModuleContext<Echo> module) {
    module.handle(ECHO, Echo::new);
    return Behaviors.receiveMessage(
        echo -> {
          echo.exchange().respond(echo.exchange().request());
          return Behaviors.same();
        });
  }
}
