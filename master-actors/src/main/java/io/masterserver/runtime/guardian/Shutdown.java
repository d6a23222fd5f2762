package io.masterserver.runtime.guardian;

import io.masterserver.core.packet.GoingAway;
import io.masterserver.runtime.connection.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when the server stops, before Pekko leaves the cluster. */
record Shutdown(Node node, NodeReadiness readiness, ActorRef<ServerGuardian.Command> guardian) {

  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration PEERS_END_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOP_MODULES_WITHIN = Duration.ofSeconds(30);
  private static final Duration MOVE_AGAIN_AFTER = Duration.ofMillis(500);
  private static final String REASON = "the server is stopping";

  void register(ActorSystem<?> system, List<Transport.Listener> listeners) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "say-not-ready",
        () -> sayNotReady(isCutOff(shutdown)));
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "accept-nothing-more",
        () -> {
          log.info(
              "Stopping: {} clients are told, nothing more is accepted", node.connections().size());
          return CompletableFuture.allOf(
                  listeners.stream()
                      .map(listener -> listener.unbind().toCompletableFuture())
                      .toArray(CompletableFuture[]::new))
              .thenApply(unbound -> Done.getInstance());
        });
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "finish-what-is-in-flight",
        () -> isCutOff(shutdown) ? cutOff() : drain());
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceStop(), "stop-modules", () -> stopModules(system));
  }

  /**
   * The other nodes have given this one up: what it has may live on elsewhere by now, so that
   * whatever it still does may be done twice.
   */
  private static boolean isCutOff(CoordinatedShutdown shutdown) {
    return shutdown
        .getShutdownReason()
        .filter(CoordinatedShutdown.clusterDowningReason()::equals)
        .isPresent();
  }

  private CompletionStage<Done> sayNotReady(boolean cutOff) {
    readiness.stopping();
    Duration closeAfter = node.settings().closeAfter();
    if (cutOff || closeAfter.isZero()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    log.info("Not ready any more; nothing more is accepted in {}", closeAfter);
    return CompletableFuture.supplyAsync(
        Done::getInstance,
        CompletableFuture.delayedExecutor(closeAfter.toMillis(), TimeUnit.MILLISECONDS));
  }

  private CompletionStage<Done> cutOff() {
    node.sessions().close("the node was cut off from its cluster");
    node.connections().goAway(this::notice, Duration.ZERO);
    node.connections().closeAll("the node was cut off from its cluster");
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  private CompletionStage<Done> drain() {
    if (node.others().areThere()) {
      return drainToOthers();
    }
    node.sessions().close(REASON); // there is no node that could go on with them
    return within(
        node.settings().drainTimeout(),
        node.connections().goAway(this::notice, Duration.ZERO).toCompletableFuture());
  }

  /** Clients go on at other nodes, and their peers with them. */
  private CompletionStage<Done> drainToOthers() {
    Duration spread = node.settings().spread();
    CompletableFuture<Void> allGone =
        CompletableFuture.allOf(
            node.connections().goAway(this::notice, spread).toCompletableFuture(),
            node.census().whenNoneAreLeft().toCompletableFuture());
    moveUntil(allGone);
    return within(spread.plus(node.settings().drainTimeout()), allGone);
  }

  private void moveUntil(CompletableFuture<Void> over) {
    if (!over.isDone()) {
      node.sessions().moveAway();
      CompletableFuture.delayedExecutor(MOVE_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> moveUntil(over));
    }
  }

  private CompletionStage<Done> within(Duration limit, CompletableFuture<Void> drained) {
    return drained
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (gone, timeout) -> {
              if (timeout != null) {
                log.warn(
                    "{} clients and {} peers have something under way that did not finish within"
                        + " {}; they are cut off",
                    node.connections().size(),
                    node.census().size(),
                    limit);
                node.connections().closeAll(REASON);
              }
              node.sessions().endAll(REASON);
              return Done.getInstance();
            });
  }

  /** Told one by one: each client gets the other nodes in an order of its own. */
  private GoingAway notice(String transport) {
    Duration wait = node.others().areThere() ? Duration.ZERO : node.settings().reconnectAfter();
    return new GoingAway(REASON, (int) wait.toMillis(), node.others().addresses(transport));
  }

  private CompletionStage<Done> stopModules(ActorSystem<?> system) {
    // The peers first: modules are told of those that have gone.
    return node.census()
        .whenNoneAreLeft()
        .toCompletableFuture()
        .orTimeout(PEERS_END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .handle((none, timeout) -> Done.getInstance())
        .thenCompose(
            done ->
                AskPattern.ask(
                    guardian,
                    ServerGuardian.StopModules::new,
                    STOP_MODULES_WITHIN,
                    system.scheduler()));
  }
}
