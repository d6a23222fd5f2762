package io.masterserver.modules.auth;

import io.masterserver.api.Exchange;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.modules.auth.AuthModule.Command;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.auth.session.LiveSession;
import io.masterserver.modules.auth.session.Sessions;
import io.masterserver.modules.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.List;
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
 * PeerCame, logged in elsewhere ──virtual thread──▶ Learned ──▶ entered, LoggedIn
 * }</pre>
 */
final class AuthBehavior extends AbstractMatchingBehavior<Command> {

  private static final Logger log = LoggerFactory.getLogger(AuthModule.class);
  private static final Duration PREPARE_AGAIN_AFTER = Duration.ofSeconds(1);

  private final TimerScheduler<Command> timers;
  private final ModuleContext<Command> module;
  private final AuthNode node;
  private final Sessions sessions;
  private final Consequences consequences;
  private final LogInsUnderWay logIns;
  private final ArrivedLogIns arrived;
  private boolean unchecked;

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
    this.consequences = new Consequences(node, module);
    this.logIns = new LogInsUnderWay(context, timers, node, consequences);
    this.arrived = new ArrivedLogIns(context, timers, node, consequences);
    onPrepare();
  }

  @Override
  public Behavior<Command> onMessage(Command message) {
    switch (message) {
      case AuthModule.Prepare prepare -> onPrepare();
      case AuthModule.Prepared(var failure) -> {
        return onPrepared(failure);
      }
      case AuthModule.Look<?, ?> look when waits(look.exchange(), look) -> {}
      case AuthModule.Run<?, ?> run when waits(run.exchange(), run) -> {}
      case AuthModule.LogIn<?, ?> logIn when waits(logIn.exchange(), logIn) -> {}
      case AuthModule.Look<?, ?> look -> onLook(look);
      case AuthModule.Run<?, ?> run -> onRun(run);
      case AuthModule.Ran<?> ran -> onRan(ran);
      case AuthModule.LogIn<?, ?> logIn -> logIns.begin(logIn);
      case AuthModule.Checked(var logIn, var outcome, var failure) ->
          logIns.checked(logIn, outcome, failure);
      case AuthModule.KickedTooLong(var attempt) -> logIns.kickedTooLong(attempt);
      case AuthModule.LookAgain(var attempt) -> logIns.look(attempt);
      case AuthModule.Looked(var attempt, boolean gone) -> logIns.looked(attempt, gone);
      case AuthModule.PeerCame(var event) -> arrived.arrived(event);
      case AuthModule.Learned(var arrival, var outcome, var failure) ->
          arrived.learned(arrival, outcome, failure);
      case AuthModule.LearnAgain(var arrival) -> arrived.learn(arrival);
      case AuthModule.PeerGone(var event) -> onPeerGone(event);
      case AuthModule.Changed(var account, var seen) -> onChanged(account, seen);
      case AuthModule.DeleteExpired delete -> node.executor().execute(this::deleteExpired);
      case AuthModule.CheckClaims check -> onCheckClaims();
      case AuthModule.ClaimsChecked(var failure) -> onClaimsChecked(failure);
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
    checkClaimsLater();
    module.ready();
    return this;
  }

  // ---- operations -----------------------------------------------------------------------------

  private boolean waits(Exchange<?, ?> exchange, Command command) {
    return arrived.hold(exchange.peer().id(), command);
  }

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

  // ---- changes --------------------------------------------------------------------------------

  private void onPeerGone(PeerDisconnected event) {
    PeerId peer = event.info().id();
    logIns.gone(peer);
    arrived.gone(peer);
    Optional<LiveSession> gone = sessions.gone(peer);
    if (event.moved()) { // it is logged in there
      node.claims().moved(peer);
    } else {
      gone.ifPresent(consequences::gone);
    }
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
      freed.forEach(logIns::enterNext);
      consequences.publish();
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

  private void checkClaimsLater() {
    timers.startSingleTimer(
        AuthModule.CheckClaims.CHECK_CLAIMS, node.sessionSettings().checkEvery());
  }

  private void onCheckClaims() {
    getContext()
        .pipeToSelf(
            CompletableFuture.runAsync(node.claims()::check, node.executor()),
            (done, failure) -> new AuthModule.ClaimsChecked(failure));
  }

  private void onClaimsChecked(@Nullable Throwable failure) {
    if (failure != null && !unchecked) {
      log.warn(
          "Whether accounts of this node are logged in elsewhere cannot be looked up, again every"
              + " {}: {}",
          node.sessionSettings().checkEvery(),
          Failures.cause(failure).toString());
    }
    unchecked = failure != null;
    checkClaimsLater();
  }

  private <T> CompletionStage<T> onVirtualThread(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, node.executor());
  }

  static Throwable failureOf(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("no result, and no failure") : failure;
  }
}
