package io.masterserver.tests.forming;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.core.client.MasterClient;
import io.masterserver.tests.fixture.AdminAnswer;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.FreePorts;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The admin port")
@Timeout(60)
class AdminPortTest {

  private static final AdminAnswer ALIVE = new AdminAnswer(200, "alive\n");
  private static final AdminAnswer READY = new AdminAnswer(200, "ready\n");

  private final Inbox<ModuleContext<Runnable>> contexts = new Inbox<>();
  private final ScriptedModule storage =
      new ScriptedModule(
          "storage",
          module -> {
            module.handle(ASK, exchange -> () -> exchange.respond("stored"));
            contexts.add(module);
          });

  private static AdminAnswer get(RunningServer server, String path) {
    return AdminAnswer.get(server.adminAddress(), path);
  }

  @Test
  void says_that_a_node_is_alive_and_ready() {
    try (RunningServer server = RunningServer.start("", storage)) {
      assertThat(get(server, "/alive")).isEqualTo(ALIVE);
      assertThat(get(server, "/ready")).isEqualTo(READY);
      assertThat(server.adminAddress().getAddress().isLoopbackAddress()).isTrue();
    }
  }

  @Test
  void names_the_module_that_is_not_ready_and_why() {
    try (RunningServer server = RunningServer.start("", storage)) {
      ModuleContext<Runnable> module = contexts.take();

      module.notReady("the disk is full");
      Await.until("not ready", () -> get(server, "/ready").status() == 503);
      assertThat(get(server, "/ready").body()).isEqualTo("not ready\nstorage: the disk is full\n");
      assertThat(get(server, "/alive")).isEqualTo(ALIVE);

      module.ready();
      Await.until("ready", () -> get(server, "/ready").equals(READY));
    }
  }

  @Test
  void tells_of_a_start_what_it_waits_for() throws IOException {
    Inbox<ModuleContext<Runnable>> starting = new Inbox<>();
    var late =
        new ScriptedModule(
            ModuleSpec.named("late").reportsReady(Duration.ofSeconds(40)),
            module -> {
              module.notReady("the disk is being checked");
              starting.add(module);
            });
    var admin = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.one());
    var start =
        CompletableFuture.supplyAsync(
            () ->
                RunningServer.start(
                    "master.management.bind-port = " + admin.getPort(), storage, late));

    Await.until(
        "it says what it waits for",
        () -> answer(admin).contains("late: the disk is being checked"));
    assertThat(answer(admin)).startsWith("not ready\nserver: it is starting\n");
    assertThat(AdminAnswer.get(admin, "/alive")).isEqualTo(ALIVE);
    starting.take().ready();

    try (RunningServer server = Await.result(start)) {
      assertThat(get(server, "/ready")).isEqualTo(READY);
    }
  }

  /** Returns nothing if nobody answers yet. */
  private static String answer(InetSocketAddress admin) {
    try {
      return AdminAnswer.get(admin, "/ready").body();
    } catch (UncheckedIOException e) {
      return "";
    }
  }

  @Test
  void says_not_ready_before_the_node_closes_its_ports() {
    RunningServer server = RunningServer.start("master.shutdown.close-after = 3 s", storage);
    var stop = server.server().stop();

    Await.until("not ready", () -> get(server, "/ready").status() == 503);
    assertThat(get(server, "/ready").body()).isEqualTo("not ready\nserver: it is stopping\n");
    try (MasterClient late = server.connect()) {
      assertThat(late.isConnected()).isTrue();
    }

    Await.result(stop);
    assertThat(answer(server.adminAddress())).isEmpty();
  }

  @Test
  void shows_the_members_of_the_cluster_and_changes_nothing() {
    try (RunningServer server = RunningServer.start("", storage)) {
      String self = server.server().system().address().toString();
      assertThat(get(server, "/cluster/members").json().get("selfNode").asText()).isEqualTo(self);

      assertThat(
              AdminAnswer.to(
                      "PUT", server.adminAddress(), "/cluster/members/" + self, "operation=Down")
                  .status())
          .isBetween(400, 499);
      assertThat(
              AdminAnswer.to("DELETE", server.adminAddress(), "/cluster/members/" + self, "")
                  .status())
          .isBetween(400, 499);
      assertThat(get(server, "/cluster/members").json().at("/members/0/status").asText())
          .isEqualTo("Up");
    }
  }

  @Test
  void has_no_way_into_the_cluster_for_nodes_where_discovery_is_off() {
    try (RunningServer server = RunningServer.start("", storage)) {
      assertThat(get(server, "/bootstrap/seed-nodes").status()).isEqualTo(404);
    }
  }

  @Test
  void is_not_there_when_it_is_switched_off() {
    try (RunningServer server = RunningServer.start("master.management.enabled = off", storage)) {
      assertThat(server.server().started().admin()).isEmpty();
    }
  }

  @Test
  void that_is_taken_stops_the_start_with_a_line_that_names_its_setting() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              RunningServer.startFailure("master.management.bind-port = " + taken.getLocalPort()))
          .contains(
              ":" + taken.getLocalPort(), "is the port taken?", "master.management.bind-port");
    }
  }
}
