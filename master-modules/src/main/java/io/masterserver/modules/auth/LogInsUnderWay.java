package io.masterserver.modules.auth;

import io.masterserver.api.AuditLog;
import io.masterserver.api.Exchange;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.AuthModule.Command;
import io.masterserver.modules.auth.online.AccountClaims;
import io.masterserver.modules.auth.online.OnlineAccount;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.auth.service.SessionRule;
import io.masterserver.modules.auth.session.LiveSession;
import io.masterserver.modules.auth.session.LogInAttempt;
import io.masterserver.modules.auth.session.Sessions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log-ins that are not answered yet. State of the actor; its thread only.
 *
 * <p>A log-in has the account in the whole cluster when it is checked. It enters when nobody else
 * is logged in any more: when those of this node have gone, and the one of another node says that
 * it has; or when that took too long.
 */
final class LogInsUnderWay {

  private static final Logger log = LoggerFactory.getLogger(AuthModule.class);
  private static final String NOBODY_WAITS = "the client has gone, or it took too long";
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

  /**
   * A log-in that waits for the sessions that it has kicked.
   *
   * @param elsewhere the one on another node, until it has gone
   */
  private record Kicking(
      PendingLogIn<?> logIn, LogInOutcome outcome, Optional<OnlineAccount> elsewhere) {

    String accountId() {
      return outcome.account().id();
    }

    Kicking nobodyElsewhere() {
      return new Kicking(logIn, outcome, Optional.empty());
    }
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final AuthNode node;
  private final Sessions sessions;
  private final AccountClaims claims;
  private final Consequences consequences;
  private final Map<PeerId, Kicking> kicking = new HashMap<>();

  LogInsUnderWay(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      AuthNode node,
      Consequences consequences) {
    this.context = context;
    this.timers = timers;
    this.node = node;
    this.sessions = node.sessions();
    this.claims = node.claims();
    this.consequences = consequences;
  }

  // ---- checking -------------------------------------------------------------------------------

  <Q, A> void begin(AuthModule.LogIn<Q, A> logIn) {
    Exchange<Q, A> exchange = logIn.exchange();
    PeerInfo from = exchange.peer().info();
    LogInAttempt attempt;
    try {
      attempt = sessions.begin(from.id());
    } catch (Refused refused) {
      Failures.answer(exchange, refused);
      return;
    }
    var displaced = new AtomicReference<@Nullable OnlineAccount>();
    var pending = new PendingLogIn<>(exchange, attempt, logIn.answer(), displaced);
    PeerHandle peer = exchange.peer().handle();
    SessionRule rule =
        (accountId, tokenId) -> {
          sessions.admit(attempt, accountId, tokenId, node.now());
          claims.claim(peer, accountId, tokenId).ifPresent(displaced::set);
        };
    context.pipeToSelf(
        CompletableFuture.supplyAsync(
            () -> check(logIn.method(), exchange.request(), from, rule), node.executor()),
        (outcome, failure) -> new AuthModule.Checked(pending, outcome, failure));
  }

  private <Q> LogInOutcome check(
      LogInMethod<Q> method, Q request, PeerInfo from, SessionRule rule) {
    LogInOutcome outcome = method.check(request, from, rule);
    outcome.tokenId().ifPresent(tokenId -> claims.remember(from.id(), tokenId));
    return outcome;
  }

  void checked(PendingLogIn<?> logIn, @Nullable LogInOutcome outcome, @Nullable Throwable failure) {
    if (outcome == null) {
      abandon(logIn);
      Failures.answer(logIn.exchange(), AuthBehavior.failureOf(failure));
      return;
    }
    if (!logIn.exchange().isOpen()) {
      abandon(logIn);
      notLoggedIn(logIn, outcome, NOBODY_WAITS);
      return;
    }
    List<LiveSession> here = sessions.toKick(logIn.attempt(), node.now());
    Optional<OnlineAccount> elsewhere =
        Optional.ofNullable(logIn.displaced().get())
            .filter(it -> here.stream().noneMatch(old -> old.peerId().equals(it.peer())));
    if (here.isEmpty() && elsewhere.isEmpty()) {
      enter(logIn, outcome);
      return;
    }
    kicking.put(logIn.attempt().peer(), new Kicking(logIn, outcome, elsewhere));
    timers.startSingleTimer(
        logIn.attempt(),
        new AuthModule.KickedTooLong(logIn.attempt()),
        node.sessionSettings().kickWait());
    here.forEach(old -> kick(old, logIn.attempt().peer()));
    elsewhere.ifPresent(old -> kickElsewhere(old, logIn, outcome));
  }

  /** Who had to go for it goes all the same: it has lost the account. */
  private void abandon(PendingLogIn<?> logIn) {
    sessions.abandon(logIn.attempt());
    claims.release(logIn.exchange().peer().handle());
    @Nullable OnlineAccount displaced = logIn.displaced().get();
    if (displaced != null) {
      claims.kick(displaced);
    }
  }

  /** The credentials were right, and the audit log has it so: here is why that was not all. */
  private static void notLoggedIn(PendingLogIn<?> logIn, LogInOutcome outcome, String why) {
    AuditLog.event("log-in")
        .peer(logIn.exchange().peer().info())
        .account(outcome.account().id(), outcome.account().username())
        .refused(why);
  }

  // ---- kicking --------------------------------------------------------------------------------

  private static void kick(LiveSession old, PeerId by) {
    log.info(
        "Peer [{}] is disconnected: [{}] has logged in on peer [{}]",
        old.peerId(),
        old.account().username(),
        by);
    AuditLog.event("kick")
        .peer(old.info())
        .account(old.accountId(), old.account().username())
        .with("by", by)
        .ok();
    old.peer().disconnect(AccountClaims.KICKED);
  }

  private void kickElsewhere(OnlineAccount old, PendingLogIn<?> logIn, LogInOutcome outcome) {
    PeerId by = logIn.attempt().peer();
    log.info(
        "Peer [{}] of another node is disconnected: [{}] has logged in on peer [{}]",
        old.peer(),
        outcome.account().username(),
        by);
    AuditLog.event("kick")
        .with("peer", old.peer())
        .account(old.accountId(), outcome.account().username())
        .with("by", by)
        .ok();
    claims.kick(old);
    look(logIn.attempt());
  }

  /** Asks whether the one elsewhere has gone. */
  void look(LogInAttempt attempt) {
    waiting(attempt)
        .flatMap(Kicking::elsewhere)
        .ifPresent(
            old ->
                context.pipeToSelf(
                    claims.isGone(old),
                    (gone, failure) -> new AuthModule.Looked(attempt, failure == null && gone)));
  }

  void looked(LogInAttempt attempt, boolean gone) {
    waiting(attempt)
        .ifPresent(
            it -> {
              if (gone) {
                kicking.put(attempt.peer(), it.nobodyElsewhere());
                consequences.free(it.accountId());
              } else {
                var again = new AuthModule.LookAgain(attempt);
                timers.startSingleTimer(again, again, LOOK_AGAIN_AFTER);
              }
            });
  }

  void kickedTooLong(LogInAttempt attempt) {
    waiting(attempt)
        .ifPresent(
            it -> {
              it.elsewhere().map(OnlineAccount::peer).ifPresent(this::hasNotGone);
              kicking.put(attempt.peer(), it.nobodyElsewhere());
              for (LiveSession session : sessions.endAll(it.accountId())) {
                hasNotGone(session.peerId());
                consequences.ended(session);
              }
              consequences.free(it.accountId());
            });
  }

  private void hasNotGone(PeerId peer) {
    log.warn(
        "Peer [{}] is kicked, but has not gone within {}: its session ends all the same",
        peer,
        node.sessionSettings().kickWait());
  }

  private Optional<Kicking> waiting(LogInAttempt attempt) {
    return Optional.ofNullable(kicking.get(attempt.peer()))
        .filter(it -> it.logIn().attempt().equals(attempt));
  }

  // ---- the end --------------------------------------------------------------------------------

  /** An account was freed: lets in who waits for that, if nobody else is logged in. */
  void enterNext(String accountId) {
    sessions
        .next(accountId)
        .flatMap(this::waiting)
        .filter(it -> it.elsewhere().isEmpty())
        .ifPresent(
            it -> {
              forget(it);
              enter(it.logIn(), it.outcome());
            });
  }

  private void forget(Kicking it) {
    LogInAttempt attempt = it.logIn().attempt();
    kicking.remove(attempt.peer());
    timers.cancel(attempt);
    timers.cancel(new AuthModule.LookAgain(attempt));
  }

  private void enter(PendingLogIn<?> logIn, LogInOutcome outcome) {
    Exchange<?, ?> exchange = logIn.exchange();
    if (!exchange.isOpen()) {
      abandon(logIn);
      notLoggedIn(logIn, outcome, NOBODY_WAITS);
      return;
    }
    Optional<LiveSession> entered =
        sessions.enter(logIn.attempt(), outcome, exchange.peer().info(), exchange.peer().handle());
    if (entered.isEmpty()) {
      claims.release(exchange.peer().handle());
      notLoggedIn(logIn, outcome, "the account has changed meanwhile");
      exchange.fail(Status.FAILED, "The account has changed: log in again");
      return;
    }
    LiveSession session = entered.get();
    consequences.loggedIn(session);
    logIn.succeed(
        new LogInOutcome(session.account(), session.guest(), outcome.tokenId(), outcome.token()));
  }

  /** The peer has gone, and whatever it was doing has ended. */
  void gone(PeerId peer) {
    Kicking waiting = kicking.get(peer);
    if (waiting != null) {
      forget(waiting);
      claims.gone(peer);
      notLoggedIn(waiting.logIn(), waiting.outcome(), NOBODY_WAITS);
    }
  }
}
