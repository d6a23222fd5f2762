package io.masterserver.modules.database;

import io.masterserver.api.ModuleContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Opens the database, and looks whether it answers.
 *
 * <pre>{@code
 * connecting --Answered--> answering --Silent--> silent (again: gone)
 *     |                        ^                     |
 *     |                        +------ Answered -----+
 *     +-- Refused, GiveUp --> failed
 * }</pre>
 *
 * <p>Silent once may be a slow moment; dependents are told when it is silent again.
 */
public final class DatabaseWatch {

  /** The commands of the module's actor; all are its own. */
  public sealed interface Command {}

  private enum Look implements Command {
    LOOK
  }

  private enum Answered implements Command {
    ANSWERED
  }

  private record Silent(String why) implements Command {}

  private record Refused(String line) implements Command {}

  private enum GiveUp implements Command {
    GIVE_UP
  }

  private static final Executor VIRTUAL_THREADS =
      task -> Thread.ofVirtual().name("database-check").start(task);

  /** How soon a suspicion is looked into. */
  private static final Duration SOON = Duration.ofMillis(500);

  private final ModuleContext<Command> module;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final WatchedDatabase watched;
  private final DatabaseSettings settings;
  private final Connector connector;

  private DatabaseWatch(
      ModuleContext<Command> module,
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      WatchedDatabase watched,
      DatabaseSettings settings) {
    this.module = module;
    this.context = context;
    this.timers = timers;
    this.watched = watched;
    this.settings = settings;
    this.connector = new Connector(settings);
  }

  /**
   * @param watched what dependents see
   */
  static Behavior<Command> create(ModuleContext<Command> module, WatchedDatabase watched) {
    try {
      DatabaseSettings settings = DatabaseSettings.from(module.config());
      return Behaviors.setup(
          context ->
              Behaviors.withTimers(
                  timers ->
                      new DatabaseWatch(module, context, timers, watched, settings).connect()));
    } catch (DatabaseRefused e) {
      module.failed(String.valueOf(e.getMessage()));
      return Behaviors.ignore();
    }
  }

  private Behavior<Command> connect() {
    timers.startSingleTimer(GiveUp.GIVE_UP, GiveUp.GIVE_UP, settings.startTimeout());
    look(connector::check);
    return connecting("it has not answered yet");
  }

  private Behavior<Command> connecting(String lastSeen) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Look look -> look(connector::check);
              case Answered yes -> onConnected();
              case Silent(String why) -> {
                module.notReady(why);
                lookIn(settings.checkInterval());
                yield connecting(why);
              }
              case Refused(String line) -> fail(line);
              case GiveUp late ->
                  fail(
                      "%s; given up after %d s (master.database.start-timeout)"
                          .formatted(lastSeen, settings.startTimeout().toSeconds()));
            });
  }

  private Behavior<Command> fail(String line) {
    module.failed(line);
    return Behaviors.ignore();
  }

  private Behavior<Command> onConnected() {
    timers.cancel(GiveUp.GIVE_UP);
    return answers(JdbcDatabase.open(settings));
  }

  private Behavior<Command> answers(JdbcDatabase database) {
    watched.open(database);
    module.ready();
    lookIn(settings.checkInterval());
    return answering(database);
  }

  private Behavior<Command> answering(JdbcDatabase database) {
    return open(
        database,
        command ->
            switch (command) {
              case Look look -> look(database::check);
              case Answered yes -> lookIn(settings.checkInterval());
              case Silent silent -> suspect(database);
              case Refused refused -> suspect(database);
              case GiveUp late -> Behaviors.same(); // was under way when the database answered
            });
  }

  private Behavior<Command> suspect(JdbcDatabase database) {
    lookIn(SOON);
    return silent(database);
  }

  private Behavior<Command> silent(JdbcDatabase database) {
    return open(
        database,
        command ->
            switch (command) {
              case Look look -> look(connector::check);
              case Answered yes -> answers(database);
              case Silent(String why) -> gone(database, why);
              case Refused(String line) -> gone(database, line);
              case GiveUp late -> Behaviors.same();
            });
  }

  /** Says so each time: the reason may have changed. */
  private Behavior<Command> gone(JdbcDatabase database, String why) {
    watched.gone(why);
    module.notReady(why);
    lookIn(settings.checkInterval());
    return silent(database);
  }

  private Behavior<Command> lookIn(Duration delay) {
    timers.startSingleTimer(Look.LOOK, Look.LOOK, delay);
    return Behaviors.same();
  }

  private Behavior<Command> look(Runnable check) {
    context.pipeToSelf(
        CompletableFuture.runAsync(check, VIRTUAL_THREADS),
        (done, failure) -> failure == null ? Answered.ANSWERED : seen(failure));
    return Behaviors.same();
  }

  private static Command seen(Throwable failure) {
    @Nullable Throwable cause =
        failure instanceof CompletionException ? failure.getCause() : failure;
    return switch (cause) {
      case DatabaseRefused refused -> new Refused(String.valueOf(refused.getMessage()));
      case DatabaseUnavailable silent -> new Silent(String.valueOf(silent.getMessage()));
      case null, default -> new Silent("the database could not be asked: " + cause);
    };
  }

  private Behavior<Command> open(
      JdbcDatabase database, Function<Command, Behavior<Command>> onMessage) {
    return Behaviors.receive(
        (actor, command) -> onMessage.apply(command),
        (actor, signal) -> onSignal(database, signal));
  }

  /** Waits for the connections to close, so that the program does not end before H2 has. */
  private Behavior<Command> onSignal(JdbcDatabase database, Signal signal) {
    return switch (signal) {
      case PreRestart restart -> close(database);
      case PostStop stop -> close(database);
      default -> Behaviors.unhandled();
    };
  }

  private Behavior<Command> close(JdbcDatabase database) {
    watched.gone("the database is closed");
    database.close();
    return Behaviors.same();
  }
}
