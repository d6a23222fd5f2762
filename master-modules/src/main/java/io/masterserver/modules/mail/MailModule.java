package io.masterserver.modules.mail;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.ProvidingModule;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.DatabaseModule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail to players: keeps it in the database until a mail server has taken it.
 *
 * <p>Every node sends; a mail is sent by one of them. It is sent twice only if a node dies after
 * the mail server took it and before that was noted; both then have the same message id.
 *
 * <p>Without {@code master.mail.host} mails are not sent but written to the log, with the codes in
 * them, by the logger {@code io.masterserver.mail.development}: for development only.
 */
public final class MailModule implements ProvidingModule<MailModule.Command, Mailer> {

  /** The commands of the module's actor. */
  public sealed interface Command {}

  /** It is time to make the table, again. */
  enum Migrate implements Command {
    MIGRATE
  }

  /** The table is there, or could not be made. */
  record Migrated(@Nullable Throwable failure) implements Command {}

  /** This node has put a mail into the queue. */
  enum Stored implements Command {
    STORED
  }

  /** It is time to look at the queue. */
  enum Due implements Command {
    DUE
  }

  /** The thread that sends has done what it could. */
  record RoundEnded(MailSender.Round round) implements Command {}

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final InstantSource clock;

  /** What dependents are given. One of an earlier life of the actor is as good as the newest. */
  private volatile @Nullable Mailer mailer;

  public MailModule() {
    this(InstantSource.system());
  }

  /**
   * @param clock when mails expire and are due
   */
  MailModule(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("mail").dependsOn(DatabaseModule.class).reportsReady(READY_WITHIN);
  }

  @Override
  public Mailer api(ActorRef<Command> module) {
    return Objects.requireNonNull(mailer, "asked for only when the module is ready");
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    MailSettings settings = MailSettings.from(module.config());
    Database database = module.dependency(DatabaseModule.class);
    Templates templates = Templates.load(settings.templates(), settings.serverName());
    MailTransport transport =
        settings.smtp().<MailTransport>map(SmtpTransport::new).orElseGet(DevelopmentTransport::new);
    var queue = new MailQueue(database, clock, settings.maxQueued(), settings.lease());
    mailer = new QueuedMailer(templates, queue, () -> module.self().tell(Stored.STORED));
    return MailDelivery.create(
        module,
        database,
        new MailSender(queue, templates, transport, settings.retry(), settings.pollInterval()),
        settings.pollInterval());
  }
}
