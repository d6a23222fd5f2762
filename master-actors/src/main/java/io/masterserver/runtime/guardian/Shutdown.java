package io.masterserver.runtime.guardian;

import io.masterserver.core.packet.GoingAway;
import io.masterserver.runtime.connection.Connections;
import io.masterserver.runtime.connection.Transport;
import io.masterserver.runtime.peer.NodeSessions;
import io.masterserver.runtime.peer.PeerCensus;
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
record Shutdown(
    ServerSettings settings,
    Connections connections,
    NodeSessions sessions,
    PeerCensus census,
    NodeReadiness readiness,
    ActorRef<ServerGuardian.Command> guardian) {

  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration PEERS_END_WITHIN = Duration.ofSeconds(10);
  private static final Duration STOP_MODULES_WITHIN = Duration.ofSeconds(30);

  void register(ActorSystem<?> system, List<Transport.Listener> listeners) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(), "say-not-ready", this::sayNotReady);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceUnbind(),
        "accept-nothing-more",
        () -> {
          log.info("Stopping: {} clients are told, nothing more is accepted", connections.size());
          return CompletableFuture.allOf(
                  listeners.stream()
                      .map(listener -> listener.unbind().toCompletableFuture())
                      .toArray(CompletableFuture[]::new))
              .thenApply(unbound -> Done.getInstance());
        });
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(), "finish-what-is-in-flight", this::drain);
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceStop(), "stop-modules", () -> stopModules(system));
  }

  private CompletionStage<Done> sayNotReady() {
    readiness.stopping();
    Duration closeAfter = settings.closeAfter();
    if (closeAfter.isZero()) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    log.info("Not ready any more; nothing more is accepted in {}", closeAfter);
    return CompletableFuture.supplyAsync(
        Done::getInstance,
        CompletableFuture.delayedExecutor(closeAfter.toMillis(), TimeUnit.MILLISECONDS));
  }

  private CompletionStage<Done> drain() {
    sessions.close("the server is stopping"); // there is no node that could go on with them
    var notice =
        new GoingAway(
            "the server is stopping", (int) settings.reconnectAfter().toMillis(), List.of());
    return connections
        .goAway(notice)
        .toCompletableFuture()
        .orTimeout(settings.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (drained, timeout) -> {
              if (timeout != null) {
                log.warn(
                    "{} clients have requests that did not finish within {}; they are cut off",
                    connections.size(),
                    settings.drainTimeout());
                connections.closeAll("the server is stopping");
              }
              return Done.getInstance();
            });
  }

  private CompletionStage<Done> stopModules(ActorSystem<?> system) {
    // The peers first: modules are told of those that have gone.
    return census
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
