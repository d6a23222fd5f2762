package io.masterserver.modules.auth;

import io.masterserver.api.AuditLog;
import io.masterserver.api.Exchange;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.AuthModule.Command;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.auth.service.SessionRule;
import io.masterserver.modules.auth.session.LiveSession;
import io.masterserver.modules.auth.session.LogInAttempt;
import io.masterserver.modules.auth.session.Sessions;
import io.masterserver.modules.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
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

/**
 * The actor of the auth module.
 *
 * <pre>{@code
 * LogIn ──virtual thread──▶ Checked ──▶ entered, answered, LoggedIn
 *                              │             ▲
 *                              └─ kicking ───┘  when PeerGone, or KickedTooLong
 * Run ────virtual thread──▶ Ran ──▶ consequences, answered, events
 * }</pre>
 */
final class AuthBehavior extends AbstractMatchingBehavior<Command> {

  private static final Logger log = LoggerFactory.getLogger(AuthModule.class);
  private static final Duration PREPARE_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final String KICKED = "logged in from elsewhere";
  private static final String NOBODY_WAITS = "the client has gone, or it took too long";

  /** A log-in that waits for the sessions that it has kicked. */
  private record Kicking(PendingLogIn<?> logIn, LogInOutcome outcome) {}

  private final TimerScheduler<Command> timers;
  private final ModuleContext<Command> module;
  private final AuthNode node;
  private final Sessions sessions;
  private final Consequences consequences;
  private final Map<PeerId, Kicking> kicking = new HashMap<>();

  AuthBehavior(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ModuleContext<Command> module,
      AuthNode node) {
    super(context);
    this.timers = timers;
    this.module = module;
    this.node = node;
    this.sessions = node.sessions();
    this.consequences = new Consequences(sessions, module);
    onPrepare();
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case AuthModule.Prepare prepare -> onPrepare();
      case AuthModule.Prepared(var failure) -> {
        return onPrepared(failure);
      }
      case AuthModule.Look<?, ?> look -> onLook(look);
      case AuthModule.Run<?, ?> run -> onRun(run);
      case AuthModule.Ran<?> ran -> onRan(ran);
      case AuthModule.LogIn<?, ?> logIn -> onLogIn(logIn);
      case AuthModule.Checked(var logIn, var outcome, var failure) ->
          onChecked(logIn, outcome, failure);
      case AuthModule.KickedTooLong(var attempt) -> onKickedTooLong(attempt);
      case AuthModule.PeerGone(var event) -> onPeerGone(event);
      case AuthModule.Changed(var account, var seen) -> onChanged(account, seen);
      case AuthModule.DeleteExpired delete -> node.executor().execute(this::deleteExpired);
    }
    settle();
    return this;
  }

  @Override
  public Behavior<Command> onSignal(Signal signal) {
    if (signal instanceof PreRestart) {
      endAll();
    }
    if (signal instanceof PreRestart || signal instanceof PostStop) {
      node.close();
    }
    return Behaviors.unhandled();
  }

  private void onPrepare() {
    getContext()
        .pipeToSelf(
            CompletableFuture.runAsync(node::prepare, node.executor()),
            (done, failure) -> new AuthModule.Prepared(failure));
  }

  private Behavior<Command> onPrepared(@Nullable Throwable failure) {
    if (failure != null && Failures.cause(failure) instanceof DatabaseUnavailable) {
      timers.startSingleTimer(AuthModule.Prepare.PREPARE, PREPARE_AGAIN_AFTER);
      return this;
    }
    if (failure != null) {
      Throwable cause = Failures.cause(failure);
      log.debug("The tables of accounts cannot be brought up to date", cause);
      module.failed(String.valueOf(cause.getMessage()));
      return this;
    }
    timers.startTimerWithFixedDelay(
        AuthModule.DeleteExpired.DELETE_EXPIRED, node.deleteExpiredEvery());
    module.ready();
    return this;
  }

  // ---- operations -----------------------------------------------------------------------------

  private <Q, A> void onLook(AuthModule.Look<Q, A> look) {
    try {
      look.exchange().respond(look.answer().apply(look.exchange()));
    } catch (Refused refused) {
      Failures.answer(look.exchange(), refused);
    }
  }

  private <Q, A> void onRun(AuthModule.Run<Q, A> run) {
    Exchange<Q, A> exchange = run.exchange();
    PeerInfo from = exchange.peer().info();
    getContext()
        .pipeToSelf(
            onVirtualThread(() -> run.flow().run(exchange.request(), from)),
            (result, failure) -> new AuthModule.Ran<>(exchange, result, failure));
  }

  private <A> void onRan(AuthModule.Ran<A> ran) {
    if (ran.result() == null) {
      Failures.answer(ran.exchange(), failureOf(ran.failure()));
      return;
    }
    // Also when nobody waits for the answer any more: it was done.
    ran.result().then().accept(consequences);
    if (ran.exchange().isOpen()) {
      ran.exchange().respond(ran.result().answer());
    }
  }

  // ---- logging in -----------------------------------------------------------------------------

  private <Q, A> void onLogIn(AuthModule.LogIn<Q, A> logIn) {
    Exchange<Q, A> exchange = logIn.exchange();
    PeerInfo from = exchange.peer().info();
    LogInAttempt attempt;
    try {
      attempt = sessions.begin(from.id());
    } catch (Refused refused) {
      Failures.answer(exchange, refused);
      return;
    }
    var pending = new PendingLogIn<>(exchange, attempt, logIn.answer());
    SessionRule rule =
        (accountId, tokenId) -> sessions.admit(attempt, accountId, tokenId, node.now());
    getContext()
        .pipeToSelf(
            onVirtualThread(() -> logIn.method().check(exchange.request(), from, rule)),
            (outcome, failure) -> new AuthModule.Checked(pending, outcome, failure));
  }

  private void onChecked(
      PendingLogIn<?> logIn, @Nullable LogInOutcome outcome, @Nullable Throwable failure) {
    if (outcome == null) {
      sessions.abandon(logIn.attempt());
      Failures.answer(logIn.exchange(), failureOf(failure));
      return;
    }
    if (!logIn.exchange().isOpen()) {
      sessions.abandon(logIn.attempt());
      notLoggedIn(logIn, outcome, NOBODY_WAITS);
      return;
    }
    List<LiveSession> old = sessions.toKick(logIn.attempt(), node.now());
    if (old.isEmpty()) {
      enter(logIn, outcome);
      return;
    }
    kicking.put(logIn.attempt().peer(), new Kicking(logIn, outcome));
    timers.startSingleTimer(
        logIn.attempt(),
        new AuthModule.KickedTooLong(logIn.attempt()),
        node.sessionSettings().kickWait());
    for (LiveSession session : old) {
      log.info(
          "Peer [{}] is disconnected: [{}] has logged in on peer [{}]",
          session.peerId(),
          session.account().username(),
          logIn.attempt().peer());
      AuditLog.event("kick")
          .peer(session.info())
          .account(session.accountId(), session.account().username())
          .with("by", logIn.attempt().peer())
          .ok();
      session.peer().disconnect(KICKED);
    }
  }

  private void enter(PendingLogIn<?> logIn, LogInOutcome outcome) {
    Exchange<?, ?> exchange = logIn.exchange();
    if (!exchange.isOpen()) {
      sessions.abandon(logIn.attempt());
      notLoggedIn(logIn, outcome, NOBODY_WAITS);
      return;
    }
    Optional<LiveSession> entered =
        sessions.enter(logIn.attempt(), outcome, exchange.peer().info(), exchange.peer().handle());
    if (entered.isEmpty()) {
      notLoggedIn(logIn, outcome, "the account has changed meanwhile");
      exchange.fail(Status.FAILED, "The account has changed: log in again");
      return;
    }
    LiveSession session = entered.get();
    consequences.loggedIn(session);
    logIn.succeed(
        new LogInOutcome(session.account(), session.guest(), outcome.tokenId(), outcome.token()));
  }

  /** The credentials were right, and the audit log has it so: here is why that was not all. */
  private static void notLoggedIn(PendingLogIn<?> logIn, LogInOutcome outcome, String why) {
    AuditLog.event("log-in")
        .peer(logIn.exchange().peer().info())
        .account(outcome.account().id(), outcome.account().username())
        .refused(why);
  }

  private void onKickedTooLong(LogInAttempt attempt) {
    Kicking waiting = kicking.get(attempt.peer());
    if (waiting == null || !waiting.logIn().attempt().equals(attempt)) {
      return;
    }
    for (LiveSession session : sessions.endAll(waiting.outcome().account().id())) {
      log.warn(
          "Peer [{}] is kicked, but has not gone within {}: its session ends all the same",
          session.peerId(),
          node.sessionSettings().kickWait());
      consequences.ended(session);
    }
  }

  // ---- changes --------------------------------------------------------------------------------

  private void onPeerGone(PeerDisconnected event) {
    PeerId peer = event.info().id();
    Kicking waiting = kicking.remove(peer);
    if (waiting != null) {
      timers.cancel(waiting.logIn().attempt());
      notLoggedIn(waiting.logIn(), waiting.outcome(), NOBODY_WAITS);
    }
    sessions.gone(peer).ifPresent(consequences::gone);
  }

  private void onChanged(Account account, CompletableFuture<Account> seen) {
    consequences.changed(account);
    seen.completeAsync(() -> account, node.executor());
  }

  /** Tells other modules what has happened, and lets those in who have waited for it. */
  private void settle() {
    consequences.publish();
    for (List<String> freed = consequences.takeFreed();
        !freed.isEmpty();
        freed = consequences.takeFreed()) {
      freed.forEach(this::enterNext);
      consequences.publish();
    }
  }

  private void enterNext(String accountId) {
    Kicking next =
        sessions.next(accountId).map(attempt -> kicking.remove(attempt.peer())).orElse(null);
    if (next != null) {
      timers.cancel(next.logIn().attempt());
      enter(next.logIn(), next.outcome());
    }
  }

  /** What is known of sessions is lost: nobody is to look logged in who is not. */
  private void endAll() {
    for (LiveSession session : sessions.all()) {
      sessions.end(session.peerId()).ifPresent(consequences::ended);
      session.peer().disconnect("the server has lost its sessions: log in again");
    }
    consequences.publish();
  }

  private void deleteExpired() {
    try {
      log.debug("{} expired tokens and codes are deleted", node.services().deleteExpired());
    } catch (RuntimeException e) {
      log.warn(
          "Expired tokens and codes could not be deleted, and will be later: {}", e.toString());
    }
  }

  private <T> CompletionStage<T> onVirtualThread(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, node.executor());
  }

  private static Throwable failureOf(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("no result, and no failure") : failure;
  }
}
