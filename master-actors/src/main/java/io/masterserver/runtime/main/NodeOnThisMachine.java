package io.masterserver.runtime.main;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.runtime.forming.ClusterSettings;
import io.masterserver.runtime.guardian.ServerSettings;
import io.masterserver.runtime.guardian.StartFailed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@code --node N} means: several nodes of one cluster on one machine. */
final class NodeOnThisMachine {

  private static final List<String> DOORS =
      List.of("master.tcp.bind-port", "master.websocket.bind-port", "master.management.bind-port");

  private static final String CLUSTER_PORT = "master.cluster.port";
  private static final String SEED_NODES = "master.cluster.seed-nodes";

  /** Where node 1 is found if nobody has said. */
  private static final int FIRST_CLUSTER_PORT = 25520;

  /** The first nodes are looked for by every node, be they there or not. */
  private static final int FEWEST_SEEDS = 3;

  private static final int STEP = 10;
  private static final int MOST = 100;
  private static final int LAST_PORT = 65535;

  private NodeOnThisMachine() {}

  /**
   * Returns what differs from {@code settings} for one of the nodes: ports that are shifted, and
   * whom it joins. A port of 0 stays 0.
   *
   * @param number of the node, from 1
   * @throws StartFailed if there can be no such node
   */
  static Config of(int number, Config settings) {
    if (number < 1 || number > MOST) {
      throw new StartFailed("--node: %d (expected: 1..%d)".formatted(number, MOST));
    }
    ClusterSettings cluster = ServerSettings.from(settings).cluster();
    int shift = (number - 1) * STEP;
    Map<String, Object> changed = new HashMap<>();
    for (String door : DOORS) {
      int port = settings.getInt(door);
      if (port != 0) {
        changed.put(door, shifted(number, door, port, shift));
      }
    }
    int configured = cluster.address().getPort();
    int first = configured == 0 ? FIRST_CLUSTER_PORT : configured;
    changed.put(CLUSTER_PORT, shifted(number, CLUSTER_PORT, first, shift));
    if (cluster.seedNodes().isEmpty() && cluster.discovery().isEmpty()) {
      changed.put(SEED_NODES, seedNodes(number, cluster.address().getHostString(), first));
    }
    return ConfigFactory.parseMap(changed, "--node " + number);
  }

  /**
   * Node 1 is the first for all, so that one cluster is begun; it knows others, so that it finds
   * their cluster when it is started again.
   */
  private static List<String> seedNodes(int number, String host, int first) {
    return IntStream.range(0, Math.max(number, FEWEST_SEEDS))
        .map(before -> first + before * STEP)
        .filter(port -> port <= LAST_PORT)
        .mapToObj(port -> host + ":" + port)
        .toList();
  }

  private static int shifted(int number, String key, int port, int shift) {
    if (port + shift > LAST_PORT) {
      throw new StartFailed(
          "--node %d: %s would be %d (expected: at most %d; choose a lower number or port)"
              .formatted(number, key, port + shift, LAST_PORT));
    }
    return port + shift;
  }
}
