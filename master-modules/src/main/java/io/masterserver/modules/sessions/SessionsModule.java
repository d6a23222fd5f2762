package io.masterserver.modules.sessions;

import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.DatabaseModule;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps sessions in the database, so that they survive their node. On a server without a database
 * it does nothing, and sessions end with their node.
 */
public final class SessionsModule implements MasterModule<SessionsModule.Command> {

  private static final Logger log = LoggerFactory.getLogger(SessionsModule.class);

  /** The commands of the module's actor; all are its own. */
  public sealed interface Command {}

  /** It is time to make the tables, again. */
  enum Migrate implements Command {
    MIGRATE
  }

  /** The tables are there, or could not be made. */
  record Migrated(@Nullable Throwable failure) implements Command {}

  /** It is time for a round. */
  enum Due implements Command {
    DUE
  }

  /** The round has done what it could. */
  record RoundEnded(@Nullable Throwable failure) implements Command {}

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  /** The node stays the same when the actor is restarted, and so do its sessions. */
  private @Nullable NodeLease lease;

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("sessions").mayUse(DatabaseModule.class).reportsReady(READY_WITHIN);
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    SessionsSettings settings = SessionsSettings.from(module.config());
    Optional<Database> database = module.optionalDependency(DatabaseModule.class);
    if (database.isEmpty()) {
      log.info("There is no database: sessions end with their node");
      module.ready();
      return Behaviors.ignore();
    }
    return start(module, settings, database.get());
  }

  private Behavior<Command> start(
      ModuleContext<Command> module, SessionsSettings settings, Database database) {
    NodeLease node = lease(settings);
    Duration window = settings.resumeWithin();
    module.storeSessions(
        new DatabaseSessionStore(
            database, node, window, settings.limits(), StoreMetrics.in(Metrics.globalRegistry)));
    var round =
        new SessionsRound(
            database,
            node,
            new ExpiredSessions(window, settings.deleteAtOnce()),
            new Vigil(node.length(), window));
    return SessionsKeeper.create(module, database, round, settings.renewEvery());
  }

  private synchronized NodeLease lease(SessionsSettings settings) {
    NodeLease same = lease;
    if (same == null) {
      same = new NodeLease(settings.renewEvery(), System::nanoTime);
      lease = same;
    }
    return same;
  }
}
