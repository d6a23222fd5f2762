package io.masterserver.runtime.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.runtime.guardian.MasterServer;
import io.masterserver.runtime.guardian.StartFailed;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A node on one machine with others")
class NodeOnThisMachineTest {

  private static final String FREE_OF_DISCOVERY = "master.management.bind-port = 8558\n";

  private static Config node(int number, String settings) {
    return NodeOnThisMachine.of(
        number, MasterServer.configuration(ConfigFactory.parseString(settings)));
  }

  private static List<String> seedNodes(Config node) {
    return node.getStringList("master.cluster.seed-nodes");
  }

  @ParameterizedTest(name = "{0}: {1}, {2}, {3}, {4}")
  @CsvSource({
    "1, 5001, 5000, 8558, 25520",
    "2, 5011, 5010, 8568, 25530",
    "3, 5021, 5020, 8578, 25540"
  })
  void has_ports_that_are_ten_higher_than_those_before(
      int number, int tcp, int webSocket, int management, int cluster) {
    Config node = node(number, "");

    assertThat(node.getInt("master.tcp.bind-port")).isEqualTo(tcp);
    assertThat(node.getInt("master.websocket.bind-port")).isEqualTo(webSocket);
    assertThat(node.getInt("master.management.bind-port")).isEqualTo(management);
    assertThat(node.getInt("master.cluster.port")).isEqualTo(cluster);
  }

  @Test
  void looks_for_the_first_three_and_all_before_it_and_for_node_1_first() {
    assertThat(seedNodes(node(1, "")))
        .isEqualTo(seedNodes(node(3, "")))
        .containsExactly("127.0.0.1:25520", "127.0.0.1:25530", "127.0.0.1:25540");
    assertThat(seedNodes(node(5, ""))).hasSize(5).endsWith("127.0.0.1:25560");
  }

  @Test
  void looks_for_nobody_at_ports_that_there_are_not() {
    assertThat(seedNodes(node(1, "master.cluster.port = 65520")))
        .containsExactly("127.0.0.1:65520", "127.0.0.1:65530");
  }

  @Test
  void starts_from_the_ports_that_are_configured_and_leaves_those_by_chance() {
    Config node =
        node(3, "master { tcp.bind-port = 0, cluster { host = 127.0.0.5, port = 4000 } }");

    assertThat(node.hasPath("master.tcp.bind-port")).isFalse();
    assertThat(node.getInt("master.cluster.port")).isEqualTo(4020);
    assertThat(seedNodes(node))
        .containsExactly("127.0.0.5:4000", "127.0.0.5:4010", "127.0.0.5:4020");
  }

  @Test
  void joins_whom_it_is_told_to_join() {
    assertThat(node(2, "master.cluster.seed-nodes = \"a:1\"").hasPath("master.cluster.seed-nodes"))
        .isFalse();
    assertThat(
            node(
                    2,
                    FREE_OF_DISCOVERY
                        + "master.cluster.discovery { method = dns, service-name = a.b }")
                .hasPath("master.cluster.seed-nodes"))
        .isFalse();
  }

  @Test
  void is_refused_when_there_is_no_such_port() {
    assertThatThrownBy(() -> node(100, "master.tcp.bind-port = 65000"))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("--node 100: master.tcp.bind-port would be 65990");
  }
}
