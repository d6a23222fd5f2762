package io.masterserver.tests.forming;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Keeps its node from becoming ready. */
public final class NeverReadyModule implements MasterModule<Void> {

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("never-ready").reportsReady(Duration.ofMinutes(2));
  }

  @Override
  public Behavior<Void> start(ModuleContext<Void> module) {
    return Behaviors.empty();
  }
}
