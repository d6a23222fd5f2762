package io.masterserver.tests.start;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import org.apache.pekko.actor.typed.Behavior;

/** Cannot start. */
public final class ThrowingModule implements MasterModule<Void> {

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("throwing");
  }

  @Override
  public Behavior<Void> start(ModuleContext<Void> module) {
    throw new IllegalStateException("no licence found");
  }
}
