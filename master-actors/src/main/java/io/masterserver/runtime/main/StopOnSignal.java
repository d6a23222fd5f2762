package io.masterserver.runtime.main;

import io.masterserver.runtime.guardian.MasterServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the server in order when the JVM is told to end (Ctrl-C, SIGTERM), and makes that a
 * success: left alone, a JVM that is told to end reports failure even if all went well. A server
 * that ends without having been told is a failure.
 */
final class StopOnSignal {

  private static final Logger log = LoggerFactory.getLogger(StopOnSignal.class);

  /** All deadlines of an orderly stop together are shorter. */
  private static final long LONGEST_MINUTES = 15;

  private StopOnSignal() {}

  static void install(MasterServer server) {
    var stopping = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.set(true);
                  stop(server);
                },
                "stop"));
    server.ended().thenRun(() -> endedByItself(stopping));
  }

  /** A node that was cut off must be started anew, which is what supervisors do with a failure. */
  private static void endedByItself(AtomicBoolean stopping) {
    if (!stopping.get()) {
      log.error("The node has ended: it was cut off from its cluster; start it again");
      Runtime.getRuntime().halt(1);
    }
  }

  private static void stop(MasterServer server) {
    int exitCode = 0;
    try {
      server.stop().toCompletableFuture().get(LONGEST_MINUTES, TimeUnit.MINUTES);
      log.info("Stopped");
    } catch (Exception e) {
      log.error("The server did not stop in order", e);
      exitCode = 1;
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
