package io.masterserver.modules.database;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.ProvidingModule;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/** The database of this node, for the modules that depend on this one. */
public final class DatabaseModule implements ProvidingModule<DatabaseWatch.Command, Database> {

  /** The module gives up by itself before the server does, and says why. */
  private static final Duration READY_WITHIN =
      DatabaseSettings.LONGEST_START.plus(Duration.ofSeconds(30));

  /**
   * All that this recipe remembers: dependents have it, and keep it when the actor is restarted.
   */
  private final WatchedDatabase database = new WatchedDatabase();

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("database").reportsReady(READY_WITHIN);
  }

  @Override
  public Database api(ActorRef<DatabaseWatch.Command> module) {
    return database;
  }

  @Override
  public Behavior<DatabaseWatch.Command> start(ModuleContext<DatabaseWatch.Command> module) {
    return DatabaseWatch.create(module, database);
  }
}
