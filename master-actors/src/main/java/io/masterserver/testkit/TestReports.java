package io.masterserver.testkit;

import io.masterserver.runtime.module.ModuleReport;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the module under test says of itself. Threads: one, the test's. */
final class TestReports {

  /** Far longer than a start takes, so that a busy machine does not fail a test. */
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);

  /** No module has such a name. */
  private static final ModuleReport UP_TO_HERE = new ModuleReport.ModuleReady("(up to here)", null);

  private final TestProbe<ModuleReport> probe;
  private @Nullable String notReady = "it has not reported yet";

  TestReports(ActorTestKit actors) {
    probe = actors.createTestProbe();
  }

  ActorRef<ModuleReport> ref() {
    return probe.ref();
  }

  /** Returns when the module has said that it is ready. */
  void awaitReady(String module) {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (notReady != null) {
      Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
      take(next(module, left));
    }
  }

  private ModuleReport next(String module, Duration within) {
    try {
      return probe.receiveMessage(within);
    } catch (AssertionError e) {
      throw new AssertionError(
          "module '%s' was not ready within %s: %s".formatted(module, READY_WITHIN, notReady), e);
    }
  }

  /** Returns the reason that the module has given last if it was not ready then. */
  Optional<String> notReady() {
    probe.ref().tell(UP_TO_HERE);
    for (ModuleReport report = probe.receiveMessage();
        !report.equals(UP_TO_HERE);
        report = probe.receiveMessage()) {
      take(report);
    }
    return Optional.ofNullable(notReady);
  }

  private void take(ModuleReport report) {
    notReady =
        switch (report) {
          case ModuleReport.ModuleReady ready -> null;
          case ModuleReport.ModuleNotReady(String name, String why) -> why;
          case ModuleReport.ModuleFailed(String name, String why) ->
              throw new AssertionError(
                  "module '%s' is not ready: %s (is a fake(…) missing?)".formatted(name, why));
        };
  }
}
