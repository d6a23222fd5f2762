package io.masterserver.tests.chaos.stage;

import io.masterserver.api.MasterModule;
import io.masterserver.modules.database.PostgresServer;
import io.masterserver.modules.database.TestDatabase;
import io.masterserver.tests.fixture.FreePorts;
import io.masterserver.tests.fixture.ModuleJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a scenario is played. What runs on it ends when it is closed, or when this program ends.
 *
 * <p>Threads: one.
 */
public final class Stage implements AutoCloseable {

  /** For scenarios in which no node fails, but which are played on busy machines as well. */
  public static final String PATIENT =
      "master.cluster.failure-detector.unreachable-after = 1 minute\n";

  private final Path folder;
  private final List<String> jvmOptions;
  private final List<Node> nodes = new ArrayList<>();
  private final Thread killer = new Thread(this::killAll, "stage-killer");
  private @Nullable PostgresServer postgres;

  private Stage(Path folder, List<String> jvmOptions) {
    this.folder = folder;
    this.jvmOptions = jvmOptions;
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /**
   * Opens one.
   *
   * @param folder for logs and modules; what an earlier stage has left there is deleted
   * @param jvmOptions for all nodes
   */
  public static Stage open(Path folder, String... jvmOptions) {
    try {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
      Files.createDirectories(folder.resolve("modules"));
      return new Stage(folder.toAbsolutePath(), List.of(jvmOptions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder with the logs. */
  public Path folder() {
    return folder;
  }

  /** Gives {@code module} to all nodes that are started from now on. */
  public void install(Class<? extends MasterModule<?>> module, Class<?>... with) {
    ModuleJar.write(folder.resolve("modules"), module, with);
  }

  /** The database, which is started when it is first asked for. */
  public PostgresServer postgres() {
    if (postgres == null) {
      postgres = PostgresServer.start();
    }
    return postgres;
  }

  /** The port of the database on this machine. */
  public int databasePort() {
    String url = postgres().newDatabase().jdbcUrl();
    return URI.create(url.substring("jdbc:".length())).getPort();
  }

  /**
   * Sets the nodes up, and starts none of them. They share a database if there is one; without it
   * each has its own, in memory.
   *
   * @param settings for all of them, in HOCON
   */
  public List<Node> nodes(String settings, List<Place> places) {
    TestDatabase database = postgres == null ? null : postgres.newDatabase();
    List<Integer> ports = FreePorts.take(3 * places.size());
    List<String> seeds = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      seeds.add("\"%s:%d\"".formatted(places.get(i).clusterHost(), ports.get(3 * i + 1)));
    }
    for (int i = 0; i < places.size(); i++) {
      var configuration =
          new NodeConfiguration(
              places.get(i), ports.subList(3 * i, 3 * i + 3), seeds, database, settings);
      nodes.add(node("node-" + (nodes.size() + 1), configuration));
    }
    return List.copyOf(nodes.subList(nodes.size() - places.size(), nodes.size()));
  }

  private Node node(String name, NodeConfiguration configuration) {
    try {
      Path file = Files.writeString(folder.resolve(name + ".conf"), configuration.text());
      List<String> command = new ArrayList<>(configuration.place().prefix());
      command.addAll(ServerCommandLine.java(jvmOptions));
      command.add("-Dchaos.node=" + name);
      command.addAll(configuration.place().options());
      command.addAll(
          ServerCommandLine.server(file.toString(), folder.resolve("modules").toString()));
      var address =
          new InetSocketAddress(configuration.place().clientHost(), configuration.clientPort());
      return new Node(name, address, command, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the nodes; the first one before the others, so that they have whom to join. */
  public void start(List<Node> some) {
    some.getFirst().start();
    some.getFirst().awaitReady();
    some.stream().skip(1).forEach(Node::start);
    some.forEach(Node::awaitReady);
  }

  private void killAll() {
    nodes.stream().filter(Node::isRunning).forEach(Node::kill);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(killer);
    killAll();
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  public String toString() {
    return nodes.stream().map(Node::name).collect(Collectors.joining(", ", "stage with ", ""));
  }
}
