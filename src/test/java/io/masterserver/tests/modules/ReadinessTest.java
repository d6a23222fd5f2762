package io.masterserver.tests.modules;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.runtime.guardian.Readiness;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A node")
@Timeout(60)
class ReadinessTest {

  private static final Readiness READY = new Readiness(true, Map.of());

  private final Inbox<ModuleContext<Runnable>> contexts = new Inbox<>();
  private final ScriptedModule storage =
      new ScriptedModule(
          "storage",
          module -> {
            module.handle(ASK, exchange -> () -> exchange.respond("stored"));
            contexts.add(module);
          });

  private static double gauge(RunningServer server) {
    return Counters.gauge(
        "master.node.ready", "node", server.server().system().address().hostPort());
  }

  private static void awaitReadiness(RunningServer server, Readiness expected) {
    Await.until("" + expected, () -> server.server().readiness().equals(expected));
  }

  @Test
  void is_ready_when_it_has_started_and_not_when_it_stops() {
    RunningServer server = RunningServer.start("", storage);
    String address = server.server().system().address().hostPort();
    try (server) {
      assertThat(server.server().readiness()).isEqualTo(READY);
      assertThat(gauge(server)).isEqualTo(1);
    }
    assertThat(server.server().readiness().isReady()).isFalse();
    Await.until(
        "the gauge goes with the node",
        () -> Double.isNaN(Counters.gauge("master.node.ready", "node", address)));
  }

  @Test
  void is_not_ready_while_a_module_is_not_and_goes_on_serving() {
    try (LogLines log = LogLines.capture();
        RunningServer server = RunningServer.start("", storage);
        MasterClient client = server.connect()) {
      ModuleContext<Runnable> module = contexts.take();

      module.notReady("the disk is full");
      module.notReady("the disk is full");
      awaitReadiness(server, new Readiness(true, Map.of("storage", "the disk is full")));
      assertThat(server.server().readiness().isReady()).isFalse();
      assertThat(gauge(server)).isZero();
      assertThat(Await.result(client.request(ASK, "?"))).isEqualTo(Response.success("stored"));

      module.ready();
      awaitReadiness(server, READY);
      assertThat(gauge(server)).isEqualTo(1);
      assertThat(Await.result(client.request(ASK, "?"))).isEqualTo(Response.success("stored"));
      assertThat(log.lines(Level.INFO, "Module [storage]"))
          .containsExactly(
              "Module [storage] is not ready: the disk is full", "Module [storage] is ready again");
    }
  }

  @Test
  void is_ready_again_when_its_module_was_restarted() {
    try (RunningServer server = RunningServer.start("", storage)) {
      ModuleContext<Runnable> module = contexts.take();
      module.notReady("the disk is full");
      awaitReadiness(server, new Readiness(true, Map.of("storage", "the disk is full")));

      module
          .self()
          .tell(
              () -> {
                throw new IllegalStateException("as the test wants");
              });

      awaitReadiness(server, READY);
    }
  }

  @Test
  void is_not_ready_when_a_module_has_failed_and_cannot_start_again() {
    var once =
        new ScriptedModule(
            "once",
            module -> {
              if (!contexts.isEmpty()) {
                throw new IllegalStateException("only once");
              }
              contexts.add(module);
              module.subscribe(
                  io.masterserver.api.PeerConnected.class,
                  event ->
                      () -> {
                        throw new IllegalStateException("as the test wants");
                      });
            });
    try (RunningServer server = RunningServer.start("", once);
        MasterClient client = server.connect()) {
      Await.until("not ready", () -> !server.server().readiness().isReady());
      assertThat(client.isConnected()).isTrue();
      assertThat(server.server().readiness().notReady().get("once"))
          .contains("start failed", "only once");
    }
  }

  @Test
  void starts_when_a_module_is_ready_after_all() {
    var spec = ModuleSpec.named("late").reportsReady(Duration.ofSeconds(20));
    var late =
        new ScriptedModule(
            spec,
            module -> {
              module.notReady("the database does not answer");
              module.self().tell(module::ready);
            });

    try (RunningServer server = RunningServer.start("", late)) {
      assertThat(server.server().readiness()).isEqualTo(READY);
    }
  }

  @Test
  void does_not_start_without_a_module_and_gives_the_reason_that_it_has_given_last() {
    var spec = ModuleSpec.named("never-ready").reportsReady(Duration.ofMillis(500));
    var never =
        new ScriptedModule(
            spec,
            module -> {
              module.notReady("the database does not answer");
              module.notReady("the database refuses the password of user 'master'");
            });

    assertThat(RunningServer.startFailure("", never))
        .isEqualTo(
            "module 'never-ready' was not ready within PT0.5S: the database refuses the password"
                + " of user 'master'");
  }
}
