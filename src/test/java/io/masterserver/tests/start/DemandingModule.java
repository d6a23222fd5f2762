package io.masterserver.tests.start;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Cannot do without the throwing module. */
public final class DemandingModule implements MasterModule<Void> {

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("demanding").dependsOn(ThrowingModule.class);
  }

  @Override
  public Behavior<Void> start(ModuleContext<Void> module) {
    return Behaviors.empty();
  }
}
