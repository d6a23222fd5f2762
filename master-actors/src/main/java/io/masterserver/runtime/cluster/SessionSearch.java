package io.masterserver.runtime.cluster;

import io.masterserver.api.PeerId;
import io.masterserver.api.SessionStore;
import io.masterserver.core.wire.Bytes;
import io.masterserver.runtime.peer.AdoptedSession;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.ResumeRefusal;
import io.masterserver.runtime.peer.SessionMessage;
import io.masterserver.runtime.peer.SessionRouter;
import io.masterserver.runtime.peer.SessionToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for a session that is not on this node: on the node that its token names; on the others,
 * where it may have gone on since; in the store, for the case that its node has died. Threads: any.
 *
 * <p>A node that does not answer is not waited for until the cluster is sure that it is dead: the
 * session is taken over, at once if its process has surely ended, and if the node lives after all,
 * it cannot write nor answer for it.
 */
final class SessionSearch implements SessionRouter {

  private static final Logger log = LoggerFactory.getLogger(SessionSearch.class);

  /** The part of its time after which a silent node is looked at: one that lives has answered. */
  private static final int LOOKS_AFTER = 10;

  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final Supplier<Optional<SessionStore>> store;
  private final Duration takeOverAfter;
  private final DeadNodes dead;

  SessionSearch(
      ActorSystem<?> system, Supplier<Optional<SessionStore>> store, Duration takeOverAfter) {
    this.system = system;
    this.cluster = Cluster.get(system);
    this.store = store;
    this.takeOverAfter = takeOverAfter;
    this.dead = new DeadNodes(system);
  }

  @Override
  public boolean find(long node, SessionMessage.FindSession find) {
    List<Member> others = others();
    CompletionStage<Peer.Command> named =
        others.stream()
            .filter(member -> uid(member) == node)
            .findFirst()
            .map(member -> ask(member, find))
            .orElseGet(() -> CompletableFuture.completedFuture(GONE));
    named
        .thenCompose(answer -> isFinal(answer) ? done(answer) : askAll(others, node, find, answer))
        .thenCompose(answer -> isFinal(answer) ? done(answer) : takeOver(find, answer))
        .whenComplete(
            (answer, failure) ->
                find.replyTo().tell(answer != null ? answer : refused(failure, find)));
    return true;
  }

  private static final Peer.Command GONE = SessionMessage.refused(ResumeRefusal.GONE);
  private static final Peer.Command NO_ANSWER = SessionMessage.refused(ResumeRefusal.NO_ANSWER);

  private static Peer.Command refused(Throwable failure, SessionMessage.FindSession find) {
    log.warn("Session of peer [{}] cannot be looked for: {}", find.peer(), failure.toString());
    return NO_ANSWER;
  }

  private static CompletionStage<Peer.Command> done(Peer.Command answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** Whether there is nothing more to look for. */
  private static boolean isFinal(Peer.Command answer) {
    return !answer.equals(GONE) && !answer.equals(NO_ANSWER);
  }

  // ---- other nodes ----------------------------------------------------------------------------

  private List<Member> others() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress()))
        .filter(
            member ->
                !member.status().equals(MemberStatus.down())
                    && !member.status().equals(MemberStatus.removed()))
        .toList();
  }

  private static long uid(Member member) {
    return member.uniqueAddress().longUid();
  }

  private CompletionStage<Peer.Command> ask(Member node, SessionMessage.FindSession find) {
    if (dead.contains(node)) {
      return done(NO_ANSWER);
    }
    var answer = new CompletableFuture<Peer.Command>();
    AskPattern.<Peer.Command, Peer.Command>ask(
            SessionDoor.of(system, node),
            replyTo -> new SessionMessage.FindSession(find.peer(), find.secret(), replyTo),
            takeOverAfter,
            system.scheduler())
        .whenComplete(
            (said, silence) -> {
              if (silence != null) {
                dead.add(node);
              }
              answer.complete(silence == null ? said : NO_ANSWER);
            });
    Cancellable look =
        system
            .scheduler()
            .scheduleOnce(
                takeOverAfter.dividedBy(LOOKS_AFTER),
                () -> dead.look(node).thenAccept(is -> giveUpIf(is, answer)),
                system.executionContext());
    return answer.whenComplete((said, failure) -> look.cancel());
  }

  private static void giveUpIf(boolean isDead, CompletableFuture<Peer.Command> answer) {
    if (isDead) {
      answer.complete(NO_ANSWER);
    }
  }

  /** Asks all others at once; {@code GONE} if all say so, {@code NO_ANSWER} if one is silent. */
  private CompletionStage<Peer.Command> askAll(
      List<Member> others, long except, SessionMessage.FindSession find, Peer.Command soFar) {
    CompletionStage<Peer.Command> all = done(soFar);
    for (Member member : others) {
      if (uid(member) != except) {
        all = all.thenCombine(ask(member, find), SessionSearch::better);
      }
    }
    return all;
  }

  private static Peer.Command better(Peer.Command one, Peer.Command other) {
    if (isFinal(one)) {
      return one;
    }
    return isFinal(other) || one.equals(GONE) ? other : one;
  }

  @Override
  public Optional<ActorRef<Peer.Command>> doorBeside(ActorRef<?> actor) {
    return up().filter(member -> member.address().equals(actor.path().address()))
        .findFirst()
        .map(member -> SessionDoor.of(system, member));
  }

  @Override
  public Optional<ActorRef<Peer.Command>> anyDoor() {
    List<Member> all = new ArrayList<>(up().toList());
    Collections.shuffle(all, ThreadLocalRandom.current());
    return all.stream().findFirst().map(member -> SessionDoor.of(system, member));
  }

  /** Returns the other nodes that can be reached and are not going. */
  private Stream<Member> up() {
    Set<Member> unreachable = cluster.state().getUnreachable();
    return others().stream()
        .filter(
            member -> member.status().equals(MemberStatus.up()) && !unreachable.contains(member));
  }

  // ---- the store ------------------------------------------------------------------------------

  private CompletionStage<Peer.Command> takeOver(
      SessionMessage.FindSession find, Peer.Command soFar) {
    SessionStore sessions = store.get().orElse(null);
    if (sessions == null) {
      return done(soFar);
    }
    Bytes secret = find.secret();
    return sessions
        .takeOver(new PeerId(find.peer()), SessionToken.hash(secret))
        .thenCompose(
            saved ->
                saved.isEmpty()
                    ? done(soFar)
                    : adopt(AdoptedSession.restored(saved.get(), secret)));
  }

  private CompletionStage<Peer.Command> adopt(AdoptedSession session) {
    return AskPattern.<Peer.Command, Peer.Command>ask(
        SessionDoor.of(system, cluster.selfMember()),
        replyTo -> new SessionMessage.Adopt(session, replyTo),
        takeOverAfter,
        system.scheduler());
  }
}
