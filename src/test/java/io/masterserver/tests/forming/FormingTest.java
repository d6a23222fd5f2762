package io.masterserver.tests.forming;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.AdminAnswer;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.FreePorts;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import io.masterserver.tests.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Nodes")
@Timeout(120)
class FormingTest {

  private final List<RunningServer> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(RunningServer::close);
  }

  private RunningServer start(String settings) {
    RunningServer node = RunningServer.start(settings);
    nodes.add(node);
    return node;
  }

  private static String joining(RunningServer seed) {
    return "master.cluster.seed-nodes = \"%s\"\n".formatted(seed.server().started().cluster());
  }

  /** Returns how many members {@code node} sees that are up. */
  private static int upMembers(RunningServer node) {
    int up = 0;
    for (JsonNode member :
        AdminAnswer.get(node.adminAddress(), "/cluster/members").json().get("members")) {
      up += member.get("status").asText().equals("Up") ? 1 : 0;
    }
    return up;
  }

  private static void awaitMembers(int expected, List<RunningServer> nodes) {
    for (RunningServer node : nodes) {
      Await.until(expected + " members", () -> upMembers(node) == expected);
    }
  }

  @Test
  void join_a_seed_node_and_leave_in_order() {
    RunningServer first = start("");
    RunningServer second = start(joining(first));
    RunningServer third = start(joining(first));
    awaitMembers(3, List.of(first, second, third));

    nodes.remove(third);
    third.close();

    awaitMembers(2, List.of(first, second));
    assertThat(first.server().readiness().isReady()).isTrue();
  }

  @Test
  void do_not_start_when_no_seed_node_answers() throws IOException {
    String nobody = "127.0.0.1:" + FreePorts.one();

    assertThat(
            RunningServer.startFailure(
                "master.cluster { join-timeout = 1 s, seed-nodes = [ \"%s\" ] }".formatted(nobody)))
        .contains("not become a member of a cluster within PT1S (are the seed nodes", nobody);
  }

  @Test
  void have_the_version_that_they_are_given() {
    RunningServer node = start("master.cluster.version = \"2.4.1\"");

    assertThat(Cluster.get(node.server().system()).selfMember().appVersion().version())
        .isEqualTo("2.4.1");
  }

  @ParameterizedTest(name = "{0} of {1} are gone")
  @CsvSource({"1, 2", "2, 4"})
  void that_reach_no_majority_are_not_ready(int gone, int members) {
    String quick =
        """
        master.cluster.failure-detector { heartbeat-interval = 100 ms, unreachable-after = 1 s }
        master.cluster.split-brain.stable-after = 5 minutes
        pekko.coordinated-shutdown {
          run-by-actor-system-terminate = off # as if killed
          # Those that are left cannot leave in order.
          phases { cluster-sharding-shutdown-region.timeout = 1 s, cluster-exiting.timeout = 1 s }
        }
        """;
    RunningServer first = start(quick);
    IntStream.range(1, members).forEach(n -> start(quick + joining(first)));
    awaitMembers(members, List.copyOf(nodes));

    List<RunningServer> killed = nodes.subList(members - gone, members);
    killed.forEach(node -> node.server().system().terminate());
    killed.clear();

    Await.until(
        "not ready",
        () ->
            AdminAnswer.get(first.adminAddress(), "/ready")
                .equals(
                    new AdminAnswer(
                        503,
                        "not ready\ncluster: %d of %d nodes are unreachable\n"
                            .formatted(gone, members))));
  }

  @Test
  void that_are_given_up_end_at_once_whatever_they_would_wait_for_otherwise() {
    RunningServer first = start("");
    Inbox<String> asked = new Inbox<>();
    var slow =
        new ScriptedModule(
            "slow", module -> module.handle(ASK, exchange -> () -> asked.add(exchange.request())));
    RunningServer second =
        RunningServer.start(
            joining(first) + "master.shutdown { close-after = 1 m, drain-timeout = 1 m }", slow);
    nodes.add(second);
    MasterClient client = second.connect();
    var answer = client.request(ASK, "never answered");
    asked.take();

    Cluster.get(first.server().system())
        .manager()
        .tell(new Down(Cluster.get(second.server().system()).selfMember().address()));

    Await.until("its client is cut off", () -> !client.isConnected());
    Await.result(second.server().ended());
    assertThat(Await.result(answer).status()).isEqualTo(Status.NOT_CONNECTED);
  }

  @Test
  void find_each_other_by_a_dns_name() throws IOException {
    String addresses = "127.0.0.2 127.0.0.3 127.0.0.4";
    try (var dns = NameServer.start("master.example.org", List.of(addresses.split(" ")))) {
      String settings =
          """
          master.cluster.discovery {
            method = dns
            service-name = "master.example.org"
            required-contact-points = 3
            stable-margin = 500 ms
          }
          master.management.bind-port = %d
          pekko.io.dns.async-dns.nameservers = [ "127.0.0.1:%d" ]
          """
              .formatted(FreePorts.one(), dns.port());
      List<CompletableFuture<RunningServer>> starts = new ArrayList<>();
      for (String address : addresses.split(" ")) {
        String own =
            "master.cluster.host = \"%s\"\nmaster.management.bind-host = \"%s\"\n"
                .formatted(address, address);
        starts.add(CompletableFuture.supplyAsync(() -> start(settings + own)));
      }
      starts.forEach(Await::result);

      awaitMembers(3, List.copyOf(nodes));
    }
  }

  @Test
  void with_certificates_of_one_authority_let_each_other_in_and_nobody_else(
      @TempDir Path folder, @TempDir Path elsewhere) throws IOException {
    String trusted = tls(folder);
    RunningServer first = start(trusted);
    RunningServer second = start(trusted + joining(first));
    awaitMembers(2, List.of(first, second));

    String impatient = joining(first) + "master.cluster.join-timeout = 3 s\n";
    assertThat(RunningServer.startFailure(tls(elsewhere) + impatient))
        .contains("not become a member");
    assertThat(RunningServer.startFailure(impatient)).contains("not become a member");
    awaitMembers(2, List.of(first, second));
  }

  /** A certificate that has signed itself is an authority, too. */
  private static String tls(Path folder) throws IOException {
    PemFiles files = PemFiles.in(folder);
    files.renew(PemFiles.Kind.RSA);
    return """
    master.cluster.tls { key-file = "%s", chain-file = "%s", ca-file = "%s" }
    """
        .formatted(files.key(), files.chain(), Files.copy(files.chain(), folder.resolve("ca.pem")));
  }
}
