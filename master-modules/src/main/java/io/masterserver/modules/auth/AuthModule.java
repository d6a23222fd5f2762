package io.masterserver.modules.auth;

import io.masterserver.api.Exchange;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.ProvidingModule;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.session.LogInAttempt;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.mail.MailModule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and sessions of this node.
 *
 * <p>What an operation does, it does on a virtual thread of its own; what becomes of it for the
 * sessions, their peers and other modules is done by the actor, one after another. A client has one
 * operation at a time, so there are at most as many at a time as clients.
 */
public final class AuthModule implements ProvidingModule<AuthModule.Command, Auth> {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  // ---- protocol -------------------------------------------------------------------------------

  /** The commands of the module's actor. */
  public sealed interface Command {}

  /** Bring the tables up to date. */
  enum Prepare implements Command {
    PREPARE
  }

  /** The tables are there, or they could not be made. */
  record Prepared(@Nullable Throwable failure) implements Command {}

  /** To be answered at once. */
  record Look<Q, A>(Exchange<Q, A> exchange, Function<Exchange<Q, A>, A> answer)
      implements Command {}

  /** To be answered when a flow has ended. */
  record Run<Q, A>(Exchange<Q, A> exchange, Flow<Q, A> flow) implements Command {}

  record Ran<A>(
      Exchange<?, A> exchange, Flow.@Nullable Result<A> result, @Nullable Throwable failure)
      implements Command {}

  /** To be answered when somebody is logged in. */
  record LogIn<Q, A>(
      Exchange<Q, A> exchange, LogInMethod<Q> method, Function<LogInOutcome, A> answer)
      implements Command {}

  record Checked(PendingLogIn<?> logIn, @Nullable LogInOutcome outcome, @Nullable Throwable failure)
      implements Command {}

  /** A log-in has waited long enough for the sessions that it kicked. Sent by a timer. */
  record KickedTooLong(LogInAttempt attempt) implements Command {}

  /** Look whether a session that a log-in has kicked on another node has ended. Sent by a timer. */
  record LookAgain(LogInAttempt attempt) implements Command {}

  /** Whether the session that a log-in has kicked on another node has ended. */
  record Looked(LogInAttempt attempt, boolean gone) implements Command {}

  /** A client has connected, or its peer has come from another node. */
  record PeerCame(PeerConnected event) implements Command {}

  /** What this node must know of somebody who has come from another one, logged in. */
  record Learned(
      ArrivedLogIns.Arrival arrival, @Nullable LogInOutcome outcome, @Nullable Throwable failure)
      implements Command {}

  /** The database was away. Sent by a timer. */
  record LearnAgain(ArrivedLogIns.Arrival arrival) implements Command {}

  record PeerGone(PeerDisconnected event) implements Command {}

  /** Another module has changed an account. */
  record Changed(Account account, CompletableFuture<Account> seen) implements Command {}

  /** Sent by a timer. */
  enum DeleteExpired implements Command {
    DELETE_EXPIRED
  }

  /** Look whether peers of this node have lost their accounts to others. Sent by a timer. */
  enum CheckClaims implements Command {
    CHECK_CLAIMS
  }

  record ClaimsChecked(@Nullable Throwable failure) implements Command {}

  // ---- module ---------------------------------------------------------------------------------

  private final InstantSource clock;

  /** For the API, which outlives the actor when that is restarted. */
  private final AtomicReference<AuthNode> node = new AtomicReference<>();

  /** Found by the server. */
  public AuthModule() {
    this(InstantSource.system());
  }

  /** For tests that move the time. */
  public AuthModule(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("auth")
        .dependsOn(DatabaseModule.class)
        .dependsOn(MailModule.class)
        .reportsReady(READY_WITHIN);
  }

  @Override
  public Auth api(ActorRef<Command> module) {
    return new NodeAuth(node::get, module);
  }

  @Override
  public Behavior<Command> start(ModuleContext<Command> module) {
    AuthNode started =
        AuthNode.create(
            module.config(),
            module.dependency(DatabaseModule.class),
            module.dependency(MailModule.class),
            module,
            clock);
    node.set(started);
    var handlers = new AuthHandlers(module, started);
    handlers.register();
    new MsfHandlers(module, started, handlers).register();
    module.subscribe(PeerConnected.class, PeerCame::new);
    module.subscribe(PeerDisconnected.class, PeerGone::new);
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new AuthBehavior(context, timers, module, started)));
  }
}
