package io.masterserver.modules.mail;

import io.masterserver.api.ModuleContext;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.modules.mail.MailModule.Command;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.javadsl.AbstractMatchingBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides when the mails of the queue are sent; a thread beside it does the work. */
final class MailDelivery extends AbstractMatchingBehavior<Command> {

  private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);

  /**
   * A thread of its own, not a virtual one: the mail library waits inside of locks, and would keep
   * the threads that carry the virtual ones.
   */
  private static final Executor NEW_THREAD =
      task -> Thread.ofPlatform().daemon().name("mail-sender").start(task);

  /** Enough to find a fault. */
  private static final int FRAMES = 12;

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final ModuleContext<Command> module;
  private final Database database;
  private final MailSender sender;
  private final Duration pollInterval;
  private boolean sending;
  private boolean storedMeanwhile;
  private boolean reachable = true;

  private MailDelivery(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ModuleContext<Command> module,
      Database database,
      MailSender sender,
      Duration pollInterval) {
    super(context);
    this.context = context;
    this.timers = timers;
    this.module = module;
    this.database = database;
    this.sender = sender;
    this.pollInterval = pollInterval;
    migrate();
  }

  /**
   * @param pollInterval the longest time between two looks at the queue
   */
  static Behavior<Command> create(
      ModuleContext<Command> module, Database database, MailSender sender, Duration pollInterval) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new MailDelivery(context, timers, module, database, sender, pollInterval)));
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    return switch (message) {
      case MailModule.Migrate again -> migrate();
      case MailModule.Migrated(var failure) -> onMigrated(failure);
      case MailModule.Stored stored -> onStored();
      case MailModule.Due due -> send();
      case MailModule.RoundEnded(var round) -> onRoundEnded(round);
    };
  }

  private Behavior<Command> migrate() {
    context.pipeToSelf(
        CompletableFuture.runAsync(() -> database.migrate("mail", MailQueue.MIGRATION), NEW_THREAD),
        (done, failure) -> new MailModule.Migrated(failure));
    return this;
  }

  private Behavior<Command> onMigrated(@Nullable Throwable failure) {
    if (failure == null) {
      module.ready();
      return send();
    }
    Throwable cause = causeOf(failure);
    if (cause instanceof DatabaseUnavailable) {
      module.notReady(String.valueOf(cause.getMessage()));
      timers.startSingleTimer(MailModule.Migrate.MIGRATE, pollInterval);
    } else {
      module.failed(String.valueOf(cause.getMessage()));
    }
    return this;
  }

  /** Without what a future wraps around it. */
  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private Behavior<Command> onStored() {
    if (sending) {
      storedMeanwhile = true;
      return this;
    }
    return reachable ? send() : this;
  }

  private Behavior<Command> send() {
    timers.cancel(MailModule.Due.DUE);
    sending = true;
    storedMeanwhile = false;
    context.pipeToSelf(
        CompletableFuture.supplyAsync(sender::round, NEW_THREAD),
        (round, failure) -> new MailModule.RoundEnded(failure == null ? round : failed(failure)));
    return this;
  }

  private MailSender.Round failed(Throwable failure) {
    Throwable cause = causeOf(failure);
    if (cause instanceof DatabaseUnavailable) {
      log.warn("Mails wait, again for {}: {}", pollInterval, cause.getMessage());
    } else {
      // Only where: what it says may repeat what is stored.
      log.error(
          "Mails wait, again for {}, because of a fault: {} at {}",
          pollInterval,
          cause.getClass().getName(),
          Arrays.stream(cause.getStackTrace()).limit(FRAMES).toList());
    }
    return new MailSender.Round(pollInterval, false);
  }

  private Behavior<Command> onRoundEnded(MailSender.Round round) {
    sending = false;
    reachable = round.reachable();
    if (storedMeanwhile && reachable) {
      return send();
    }
    timers.startSingleTimer(MailModule.Due.DUE, round.pause());
    return this;
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) {
    return switch (signal) {
      case PostStop stop -> onEnd();
      case PreRestart restart -> onEnd();
      default -> Behaviors.unhandled();
    };
  }

  private Behavior<Command> onEnd() {
    sender.stop();
    return this;
  }
}
