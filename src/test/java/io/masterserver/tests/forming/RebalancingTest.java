package io.masterserver.tests.forming;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.Response;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.FreePorts;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A node that has more clients than its share")
@Timeout(120)
class RebalancingTest {

  private static final int CLIENTS = 40;

  private final List<RunningServer> nodes = new ArrayList<>();
  private final List<MasterClient> clients = new ArrayList<>();

  @AfterEach
  void stop() {
    clients.forEach(MasterClient::close);
    nodes.forEach(RunningServer::close);
  }

  /** A node whose module says which node it is, and which peer has asked. */
  private RunningServer start(String name, String settings) {
    int port = FreePorts.one();
    RunningServer node =
        RunningServer.start(
            """
            master.tcp { bind-port = %1$d, addresses = [ "127.0.0.1:%1$d" ] }
            master.cluster.rebalance { rate = 1000, interval = 300 ms, tolerance-percent = 0, at-least = 1 }
            """
                    .formatted(port)
                + settings,
            new ScriptedModule(
                "whereabouts",
                module ->
                    module.handle(
                        ASK,
                        exchange -> () -> exchange.respond(name + " " + exchange.peer().id()))));
    nodes.add(node);
    return node;
  }

  private static String joining(RunningServer seed) {
    return "master.cluster.seed-nodes = \"%s\"\n".formatted(seed.server().started().cluster());
  }

  private void connect(RunningServer node, int count, boolean withSessions) {
    for (int i = 0; i < count; i++) {
      MasterClient client =
          node.client().sessions(withSessions).reconnect(ReconnectPolicy.DEFAULT).build();
      clients.add(client);
      Await.result(client.connect());
    }
  }

  private Stream<String[]> answers() {
    return clients.stream().map(client -> client.request(ASK, "where?")).toList().stream()
        .map(Await::result)
        .map(Response::value)
        .map(answer -> answer.split(" ", -1));
  }

  private Map<String, Long> clientsByNode() {
    return answers().collect(Collectors.groupingBy(answer -> answer[0], Collectors.counting()));
  }

  private List<String> peers() {
    return answers().map(answer -> answer[1]).toList();
  }

  @Test
  void sends_some_to_a_node_that_has_come_and_they_stay_who_they_are() {
    RunningServer first = start("first", "");
    connect(first, CLIENTS, true);
    List<String> before = peers();

    start("second", joining(first));

    Await.until(
        "the second one has about half of them",
        () -> clientsByNode().getOrDefault("second", 0L) >= CLIENTS / 2 - 2);
    assertThat(clientsByNode().get("first")).isGreaterThanOrEqualTo(CLIENTS / 4);
    assertThat(peers()).isEqualTo(before);
  }

  @Test
  void keeps_those_without_sessions() {
    RunningServer first = start("first", "");
    connect(first, CLIENTS, false);
    connect(first, CLIENTS, true);

    start("second", joining(first));

    Await.until(
        "those that can go have gone", () -> clientsByNode().getOrDefault("second", 0L) == CLIENTS);
    assertThat(clients.subList(0, CLIENTS))
        .allSatisfy(
            client ->
                assertThat(Await.result(client.request(ASK, "where?")).value())
                    .startsWith("first"));
  }
}
