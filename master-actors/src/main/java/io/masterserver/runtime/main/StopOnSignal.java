package io.masterserver.runtime.main;

import io.masterserver.runtime.guardian.MasterServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the server in order when the JVM is told to end (Ctrl-C, SIGTERM), also while it starts,
 * and makes that a success: left alone, a JVM that is told to end reports failure even if all went
 * well. A server that ends without having been told is a failure.
 */
final class StopOnSignal {

  private static final Logger log = LoggerFactory.getLogger(StopOnSignal.class);

  /** All deadlines of an orderly stop together are shorter. */
  private static final long LONGEST_MINUTES = 15;

  /** A start that was given up has stopped by then. */
  private static final CompletionStage<Void> NOTHING_TO_STOP =
      CompletableFuture.completedStage(null);

  private final CompletableFuture<Void> told = new CompletableFuture<>();
  private final CompletableFuture<MasterServer> server = new CompletableFuture<>();

  private StopOnSignal() {}

  /** Listens from now on; {@link #stops} has to follow. */
  static StopOnSignal install() {
    var signal = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
    return signal;
  }

  /** Completes when the JVM is told to end. */
  CompletionStage<Void> told() {
    return told;
  }

  boolean isTold() {
    return told.isDone();
  }

  /** This is the server, when it has started. */
  void stops(CompletionStage<MasterServer> starting) {
    starting.whenComplete(
        (started, failure) -> {
          if (failure != null) {
            server.completeExceptionally(failure);
          } else {
            started.ended().thenRun(this::endedByItself);
            server.complete(started);
          }
        });
  }

  /** A node that was cut off must be started anew, which is what supervisors do with a failure. */
  private void endedByItself() {
    if (!isTold()) {
      log.error("The node has ended: it was cut off from its cluster; start it again");
      Runtime.getRuntime().halt(1);
    }
  }

  private void stop() {
    if (server.isCompletedExceptionally()) {
      return; // it has not started, which has an exit code of its own
    }
    told.complete(null);
    int exitCode = 0;
    try {
      server
          .handle((started, givenUp) -> givenUp == null ? started.stop() : NOTHING_TO_STOP)
          .thenCompose(stopped -> stopped)
          .get(LONGEST_MINUTES, TimeUnit.MINUTES);
      log.info("Stopped");
    } catch (Exception e) {
      log.error("The server did not stop in order", e);
      exitCode = 1;
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
