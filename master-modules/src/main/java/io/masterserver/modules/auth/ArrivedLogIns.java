package io.masterserver.modules.auth;

import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.AuthModule.Command;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.online.AccountClaims;
import io.masterserver.modules.auth.service.LogInOutcome;
import io.masterserver.modules.auth.service.Refused;
import io.masterserver.modules.auth.session.LogInAttempt;
import io.masterserver.modules.auth.session.Sessions;
import io.masterserver.modules.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peers that have come from other nodes with an account, until this node knows as much of their
 * sessions as the former one did. State of the actor; its thread only.
 *
 * <p>What they ask for meanwhile waits. While the database is away, so do they.
 */
final class ArrivedLogIns {

  private static final Logger log = LoggerFactory.getLogger(AuthModule.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  /**
   * Somebody who is logged in, as far as the peer knows.
   *
   * @param attempt like that of a log-in, so that there is no other one meanwhile
   */
  record Arrival(PeerInfo info, PeerHandle peer, AuthSession session, LogInAttempt attempt) {}

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final AuthNode node;
  private final Sessions sessions;
  private final Consequences consequences;

  /** What waits of each; a peer has a bounded number of exchanges. */
  private final Map<LogInAttempt, List<Command>> waiting = new HashMap<>();

  private final Map<PeerId, Arrival> arriving = new HashMap<>();

  ArrivedLogIns(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      AuthNode node,
      Consequences consequences) {
    this.context = context;
    this.timers = timers;
    this.node = node;
    this.sessions = node.sessions();
    this.consequences = consequences;
  }

  void arrived(PeerConnected event) {
    Optional<AuthSession> session;
    try {
      session = event.get(AuthSession.KEY);
    } catch (IllegalStateException | ClassCastException e) {
      log.error("The session of peer [{}] cannot be read: it ends", event.info().id(), e);
      event.peer().disconnect(AccountClaims.ENDED);
      return;
    }
    session.ifPresent(
        its -> {
          sessions.gone(event.info().id());
          LogInAttempt attempt = sessions.begin(event.info().id());
          var arrival = new Arrival(event.info(), event.peer(), its, attempt);
          arriving.put(event.info().id(), arrival);
          learn(arrival);
        });
  }

  /** Returns whether a command must wait until it is known who its peer is; then it comes again. */
  boolean hold(PeerId peer, Command command) {
    Arrival arrival = arriving.get(peer);
    if (arrival == null) {
      return false;
    }
    waiting.computeIfAbsent(arrival.attempt(), attempt -> new ArrayList<>()).add(command);
    return true;
  }

  void learn(Arrival arrival) {
    if (isUnderWay(arrival)) {
      context.pipeToSelf(
          CompletableFuture.supplyAsync(() -> lookUp(arrival), node.executor()),
          (outcome, failure) -> new AuthModule.Learned(arrival, outcome, failure));
    }
  }

  /** Waits. */
  private LogInOutcome lookUp(Arrival arrival) {
    AuthSession session = arrival.session();
    if (session.isGuest()) {
      return node.services()
          .logIns()
          .guestAgain(session.accountId(), session.username(), session.properties());
    }
    Account account =
        node.services()
            .stores()
            .accounts()
            .findById(session.accountId())
            .orElseThrow(() -> new Refused(Status.UNAUTHORIZED, "the account was deleted"));
    account
        .ban()
        .filter(ban -> !ban.isOver(node.now()))
        .ifPresent(
            ban -> {
              throw new Refused(Status.UNAUTHORIZED, "banned: " + ban.reason());
            });
    Optional<String> tokenId = node.claims().adopt(arrival.peer(), session.accountId());
    return new LogInOutcome(account, false, tokenId, Optional.empty());
  }

  void learned(Arrival arrival, @Nullable LogInOutcome outcome, @Nullable Throwable failure) {
    if (!isUnderWay(arrival)) {
      node.claims().moved(arrival.info().id()); // whoever logs in next finds that it has gone
      return;
    }
    Throwable cause = outcome == null ? Failures.cause(AuthBehavior.failureOf(failure)) : null;
    if (cause instanceof DatabaseUnavailable) {
      timers.startSingleTimer(arrival, new AuthModule.LearnAgain(arrival), AGAIN_AFTER);
      return;
    }
    arriving.remove(arrival.info().id());
    if (outcome == null) {
      lost(arrival, cause);
    } else {
      sessions
          .enter(arrival.attempt(), outcome, arrival.info(), arrival.peer())
          .ifPresentOrElse(
              session -> consequences.arrived(session, arrival.session()),
              () -> {
                node.claims().release(arrival.peer());
                lost(arrival, new Refused(Status.UNAUTHORIZED, AccountClaims.ENDED));
              });
    }
    List<Command> its = waiting.remove(arrival.attempt());
    if (its != null) {
      its.forEach(context.getSelf()::tell);
    }
  }

  private void lost(Arrival arrival, @Nullable Throwable cause) {
    sessions.abandon(arrival.attempt());
    if (cause instanceof Refused refused) {
      log.info("Peer [{}] is logged in no longer: {}", arrival.info().id(), refused.getMessage());
      arrival.peer().disconnect(String.valueOf(refused.getMessage()));
    } else {
      log.error("The session of peer [{}] is lost", arrival.info().id(), cause);
      arrival.peer().disconnect(AccountClaims.ENDED);
    }
  }

  /** The peer has gone, or on to a further node. */
  void gone(PeerId peer) {
    Arrival arrival = arriving.remove(peer);
    if (arrival != null) {
      timers.cancel(arrival);
      waiting.remove(arrival.attempt());
    }
  }

  private boolean isUnderWay(Arrival arrival) {
    Arrival last = arriving.get(arrival.info().id());
    return last != null && last.attempt().equals(arrival.attempt());
  }
}
