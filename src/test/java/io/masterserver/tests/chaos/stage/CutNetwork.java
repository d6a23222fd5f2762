package io.masterserver.tests.chaos.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of Linux for one node, with two links to the rest of this machine: one for
 * its clients and the database, which stays; and one for the other nodes, which can be cut.
 *
 * <p>Needs root, and the program {@code ip} of iproute2.
 */
public final class CutNetwork implements AutoCloseable {

  private static final int NAMES = 250;

  private final String namespace;
  private final String clientLink;
  private final String clusterLink;
  private final String subnet;
  private final List<AutoCloseable> relays = new ArrayList<>();
  private final Thread remover = new Thread(this::removeAll, "network-remover");

  private CutNetwork() {
    long number = ProcessHandle.current().pid() % NAMES;
    namespace = "chaos-" + number;
    clientLink = "chaos-a" + number;
    clusterLink = "chaos-b" + number;
    subnet = "10.213.%d.".formatted(number);
  }

  /**
   * Makes one.
   *
   * @throws StageFailure if this machine or this user cannot
   */
  public static CutNetwork open() {
    var network = new CutNetwork();
    Runtime.getRuntime().addShutdownHook(network.remover);
    try {
      network.build();
      return network;
    } catch (StageFailure e) {
      network.close();
      throw new StageFailure(
          "no network namespace can be made (run it as root, with iproute2): " + e.getMessage(), e);
    }
  }

  private void build() {
    ip("netns add " + namespace);
    inside("ip link set lo up");
    link(clientLink, 1, 2);
    link(clusterLink, 5, 6);
  }

  private void link(String name, int here, int there) {
    ip("link add %s type veth peer name %s-in netns %s".formatted(name, name, namespace));
    ip("addr add %s%d/30 dev %s".formatted(subnet, here, name));
    inside("ip addr add %s%d/30 dev %s-in".formatted(subnet, there, name));
    ip("link set %s up".formatted(name));
    inside("ip link set %s-in up".formatted(name));
  }

  /** Where the other nodes run. */
  public Place outside() {
    return Place.hereFor(subnet + "5");
  }

  /** Where the node runs that can be cut off. */
  public Place inside() {
    return new Place(
        "127.0.0.1",
        subnet + "2",
        subnet + "6",
        subnet + "1",
        List.of("ip", "netns", "exec", namespace),
        List.of());
  }

  /** Lets the node inside reach the database. */
  public void relayDatabase(int port) {
    relays.add(Relay.open(subnet + "1", port, "127.0.0.1", port));
  }

  /** Lets clients reach the node inside, which sees them come from its own machine. */
  public void relayClients(int port) {
    List<String> command = new ArrayList<>(inside().prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx128m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Relay.class.getName());
    command.addAll(
        List.of(subnet + "2", Integer.toString(port), "127.0.0.1", Integer.toString(port)));
    try {
      Process relay = new ProcessBuilder(command).inheritIO().start();
      relays.add(relay::destroyForcibly);
    } catch (IOException e) {
      throw new StageFailure("no relay can be started", e);
    }
  }

  /** No byte comes through between the node and the others from now on; nobody is told. */
  public void cut() {
    inside("ip link set %s-in down".formatted(clusterLink));
  }

  public void heal() {
    inside("ip link set %s-in up".formatted(clusterLink));
  }

  private void inside(String command) {
    run("ip netns exec %s %s".formatted(namespace, command));
  }

  private static void ip(String command) {
    run("ip " + command);
  }

  private static void run(String command) {
    try {
      Process process =
          new ProcessBuilder(command.split(" ", -1)).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new StageFailure("%s: %s".formatted(command, said));
      }
    } catch (IOException e) {
      throw new StageFailure("%s: %s".formatted(command, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }

  /** Takes all of it away; a link goes with its other end. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(remover);
    removeAll();
  }

  private void removeAll() {
    try {
      for (AutoCloseable relay : relays) {
        relay.close();
      }
    } catch (Exception e) {
      throw new StageFailure("a relay does not end", e);
    }
    removeIfThere("link del " + clientLink);
    removeIfThere("link del " + clusterLink);
    removeIfThere("netns del " + namespace);
  }

  private static void removeIfThere(String command) {
    try {
      ip(command);
    } catch (StageFailure e) {
      // What was not built need not be taken away.
    }
  }
}
