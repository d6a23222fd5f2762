package io.masterserver.tests.forming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.tests.fixture.AdminAnswer;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.FreePorts;
import io.masterserver.tests.fixture.ModuleJar;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Nodes on one machine")
@Timeout(120)
class NodeProcessTest {

  private static final int DISTANCE = 10;

  /** Node 1 asks that many ports for a cluster, its own among them. */
  private static final int SEEDS = 3;

  @TempDir Path folder;

  private int port;
  private int clusterPort;
  private String config = "";

  @BeforeEach
  void choosePorts() throws IOException {
    port = FreePorts.row(SEEDS, DISTANCE);
    clusterPort = FreePorts.row(SEEDS, DISTANCE);
    config =
        Files.writeString(
                folder.resolve("nodes.conf"),
                "master { tcp.bind-port = %d, cluster.port = %d }".formatted(port, clusterPort))
            .toString();
  }

  private ServerProcess node(int number) {
    return ServerProcess.start("--config", config, "--node", Integer.toString(number));
  }

  private static InetSocketAddress admin(ServerProcess node) {
    JsonNode admin = node.awaitReady().get("admin");
    return new InetSocketAddress(admin.get("host").asText(), admin.get("port").asInt());
  }

  private static int members(ServerProcess node) {
    return AdminAnswer.get(admin(node), "/cluster/members").json().get("members").size();
  }

  private static long up(ServerProcess node) {
    JsonNode members = AdminAnswer.get(admin(node), "/cluster/members").json().get("members");
    return members.findValuesAsText("status").stream().filter("Up"::equals).count();
  }

  @Test
  @DisplayName("have ports 10 apart, and the second one joins the first")
  void join() {
    try (ServerProcess first = node(1)) {
      assertThat(first.awaitAddress().getPort()).isEqualTo(port);
      try (ServerProcess second = node(2)) {
        assertThat(second.awaitAddress().getPort()).isEqualTo(port + DISTANCE);
        assertThat(second.awaitReady().get("cluster").asText())
            .isEqualTo("127.0.0.1:" + (clusterPort + DISTANCE));
        assertThat(members(second)).isEqualTo(2);

        second.terminate();
        assertThat(second.awaitExit()).isZero();
        assertThat(second.stderr()).isEmpty();
      }
      Await.until("the first is alone again", () -> members(first) == 1);
    }
  }

  @Test
  @DisplayName("find their cluster again, the first one too")
  void first_one_again() {
    try (ServerProcess first = node(1)) {
      first.awaitReady();
      try (ServerProcess second = node(2)) {
        second.awaitReady();
        first.terminate();
        assertThat(first.awaitExit()).isZero();

        try (ServerProcess again = node(1)) {
          assertThat(members(again)).isEqualTo(2);
        }
      }
    }
  }

  @Test
  @DisplayName("leave their cluster in order when they are stopped while they start")
  void stopped_while_starting() throws IOException {
    ModuleJar.write(folder, NeverReadyModule.class);
    try (ServerProcess first = node(1)) {
      first.awaitReady();
      try (ServerProcess second =
          ServerProcess.start(
              "--config", config, "--node", "2", "--module-path", folder.toString())) {
        Await.until("the second is up", () -> up(first) == 2);

        second.terminate();

        assertThat(second.awaitExit()).isZero();
        assertThat(second.stderr()).isEmpty();
        Await.until("the first is alone again", () -> members(first) == 1);
      }
    }
  }

  @Test
  @DisplayName("end with exit code 1 when the others have given them up")
  void given_up() {
    String seed = "127.0.0.1:" + clusterPort;
    try (ServerProcess first = node(1)) {
      first.awaitReady();
      try (RunningServer other =
          RunningServer.start(
              """
              master.cluster.seed-nodes = "%s"
              pekko.cluster.sharding.number-of-shards = 1000 # all nodes must have the same
              """
                  .formatted(seed))) {
        Cluster cluster = Cluster.get(other.server().system());
        Address self = cluster.selfMember().address();
        cluster
            .manager()
            .tell(new Down(new Address(self.protocol(), self.system(), "127.0.0.1", clusterPort)));

        assertThat(first.awaitExit()).isEqualTo(1);
        assertThat(first.output()).contains("it was cut off from its cluster; start it again");
      }
    }
  }

  @Test
  @DisplayName("share no file of H2: the second one is refused, and told of PostgreSQL")
  void do_not_share_a_file() {
    try (ServerProcess first = ServerProcess.startAt(folder, "--config", config, "--node", "1")) {
      first.awaitReady();
      try (ServerProcess second =
          ServerProcess.startAt(folder, "--config", config, "--node", "2")) {
        assertThat(second.awaitFailure())
            .contains("in use by another program", "several servers share a PostgreSQL");
      }
    }
  }

  @Test
  void are_counted_from_one() {
    try (ServerProcess none = node(0)) {
      assertThat(none.awaitFailure()).isEqualTo("master-server: --node: 0 (expected: 1..100)");
    }
  }
}
