package io.masterserver.runtime.forming;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.SettingsSection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The section {@code master.cluster}; reference.conf says what each setting means.
 *
 * @param address what other nodes call this one; port 0 for any
 * @param bindPort where it listens; 0 for the port of {@code address}
 * @param seedNodes {@code host:port}; empty for a cluster of one, or for discovery
 * @param version empty for that of the server
 */
public record ClusterSettings(
    InetSocketAddress address,
    int bindPort,
    List<String> seedNodes,
    Optional<Discovery> discovery,
    Duration joinTimeout,
    Optional<NodeTls> tls,
    String version) {

  private static final Pattern SEED_NODE = Pattern.compile("[^\\s,@]+:\\d{1,5}");
  private static final List<String> STRATEGIES =
      List.of("keep-majority", "keep-oldest", "static-quorum", "down-all");

  /**
   * Reads the section.
   *
   * @param admin where the admin port will listen, if there will be one
   * @throws IllegalArgumentException if a value is wrong, or two do not go together
   */
  public static ClusterSettings from(SettingsSection cluster, Optional<InetSocketAddress> admin) {
    checkWhatPekkoReads(cluster);
    InetSocketAddress address = address(cluster);
    List<String> seedNodes = seedNodes(cluster);
    SettingsSection discovery = cluster.section("discovery");
    Optional<Discovery> found = Discovery.from(discovery, address, admin);
    if (found.isPresent() && !seedNodes.isEmpty()) {
      throw cluster.wrong(
          "seed-nodes",
          "set, and so is master.cluster.discovery.method = " + found.get().method(),
          "one of the two: leave this list empty, or set the method to none");
    }
    return new ClusterSettings(
        address,
        cluster.number("bind-port", 0, 65535),
        seedNodes,
        found,
        cluster.duration("join-timeout"),
        NodeTls.from(cluster.section("tls")),
        cluster.text("version"));
  }

  /** These go to Pekko as they are, by master-server.conf. */
  private static void checkWhatPekkoReads(SettingsSection cluster) {
    cluster.text("bind-host");
    SettingsSection splitBrain = cluster.section("split-brain");
    splitBrain.oneOf("strategy", STRATEGIES);
    splitBrain.number("quorum-size", 1, 1000);
    splitBrain.duration("stable-after", Duration.ofSeconds(1), Duration.ofMinutes(5));
    SettingsSection failures = cluster.section("failure-detector");
    failures.duration("heartbeat-interval", Duration.ofMillis(100), Duration.ofSeconds(10));
    failures.duration("unreachable-after", Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private static InetSocketAddress address(SettingsSection cluster) {
    String host = cluster.text("host");
    var address = new InetSocketAddress(host, cluster.number("port", 0, 65535));
    if (host.isEmpty() || address.isUnresolved() || address.getAddress().isAnyLocalAddress()) {
      throw cluster.wrong(
          "host",
          host.isEmpty() ? "empty" : host,
          "an address, or a name that can be resolved, by which other nodes reach this one; a"
              + " wildcard goes to bind-host");
    }
    return address;
  }

  private static List<String> seedNodes(SettingsSection cluster) {
    List<String> seedNodes = cluster.texts("seed-nodes");
    for (String seedNode : seedNodes) {
      if (!SEED_NODE.matcher(seedNode).matches()) {
        throw cluster.wrong("seed-nodes", seedNode, "host:port");
      }
    }
    return seedNodes;
  }

  /**
   * Returns what Pekko is told besides what master-server.conf says, because it hangs on several
   * values.
   *
   * @param serverVersion what this node's version is if none is configured
   */
  public Config pekko(String serverVersion) {
    Map<String, Object> pekko = new HashMap<>();
    pekko.put("pekko.cluster.app-version", version.isEmpty() ? serverVersion : version);
    if (bindPort != 0) {
      pekko.put("pekko.remote.artery.bind.port", bindPort);
    }
    tls.ifPresent(files -> pekko.putAll(files.pekko()));
    discovery.ifPresentOrElse(
        names -> pekko.putAll(names.pekko()),
        () -> pekko.put("pekko.management.http.routes.cluster-bootstrap", ""));
    return ConfigFactory.parseMap(pekko, "master.cluster");
  }

  /** Says what to look at when no cluster could be joined. */
  public String whyNotJoined() {
    String reach =
        "can they reach this node, which calls itself %s?".formatted(address.getHostString());
    if (discovery.isPresent()) {
      return "does %s know the nodes, are there at least %d, do their admin ports answer, and %s"
          .formatted(discovery.get().shown(), discovery.get().requiredContactPoints(), reach);
    }
    return "are the seed nodes %s up, is the first of them among them, and %s"
        .formatted(seedNodes, reach);
  }
}
