package io.masterserver.modules.sessions;

import io.masterserver.api.ModuleContext;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.modules.sessions.SessionsModule.Command;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the tables, and then does a round from time to time; a thread beside it does the work. */
final class SessionsKeeper extends AbstractMatchingBehavior<Command> {

  private static final Logger log = LoggerFactory.getLogger(SessionsKeeper.class);

  private static final Executor VIRTUAL_THREADS =
      task -> Thread.ofVirtual().name("sessions").start(task);

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final ModuleContext<Command> module;
  private final Database database;
  private final SessionsRound round;
  private final Duration every;
  private boolean failing;

  private SessionsKeeper(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ModuleContext<Command> module,
      Database database,
      SessionsRound round,
      Duration every) {
    super(context);
    this.context = context;
    this.timers = timers;
    this.module = module;
    this.database = database;
    this.round = round;
    this.every = every;
    migrate();
  }

  /**
   * @param every the time from one round to the next
   */
  static Behavior<Command> create(
      ModuleContext<Command> module, Database database, SessionsRound round, Duration every) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new SessionsKeeper(context, timers, module, database, round, every)));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case SessionsModule.Migrate again -> migrate();
      case SessionsModule.Migrated(var failure) -> onMigrated(failure);
      case SessionsModule.Due due -> onDue();
      case SessionsModule.RoundEnded(var failure) -> onRoundEnded(failure);
    };
  }

  private Behavior<Command> migrate() {
    context.pipeToSelf(
        CompletableFuture.runAsync(
            () -> database.migrate("sessions", DatabaseSessionStore.MIGRATION), VIRTUAL_THREADS),
        (done, failure) -> new SessionsModule.Migrated(failure));
    return this;
  }

  private Behavior<Command> onMigrated(@Nullable Throwable failure) {
    if (failure == null) {
      module.ready();
      return onDue();
    }
    Throwable cause = causeOf(failure);
    if (cause instanceof DatabaseUnavailable) {
      module.notReady(String.valueOf(cause.getMessage()));
      timers.startSingleTimer(SessionsModule.Migrate.MIGRATE, every);
    } else {
      module.failed(String.valueOf(cause.getMessage()));
    }
    return this;
  }

  private Behavior<Command> onDue() {
    context.pipeToSelf(
        CompletableFuture.runAsync(round, VIRTUAL_THREADS),
        (done, failure) -> new SessionsModule.RoundEnded(failure));
    return this;
  }

  /** Whether the database is away the module of the database says. */
  private Behavior<Command> onRoundEnded(@Nullable Throwable failure) {
    if (failure != null && !failing) {
      log.warn(
          "This node cannot say in the database that it lives, nor look for sessions that have ended; again every {}: {}",
          every,
          causeOf(failure).toString());
    } else if (failure == null && failing) {
      log.info("This node says in the database again that it lives");
    }
    failing = failure != null;
    timers.startSingleTimer(SessionsModule.Due.DUE, every);
    return this;
  }

  /** Without what a future wraps around it. */
  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
