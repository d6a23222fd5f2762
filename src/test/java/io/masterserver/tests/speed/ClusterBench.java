package io.masterserver.tests.speed;

import io.masterserver.bench.load.LoadFailure;
import io.masterserver.bench.report.Machine;
import io.masterserver.modules.database.TestDatabase;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Place;
import io.masterserver.tests.chaos.stage.Stage;
import io.masterserver.tests.chaos.stage.StageFailure;
import io.masterserver.tests.speed.module.SpeedModule;
import io.masterserver.tests.speed.module.SpeedOperations;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures three nodes, and one that is alone: {@code bin/bench cluster}.
 *
 * <p>What is measured has processor 0; load, database and nodes that have nothing to do share
 * processor 1.
 */
public final class ClusterBench {

  private static final Path OUTPUT = Path.of("src", "test", "target", "bench-cluster");
  private static final int MEASURED = 0;
  private static final int REST = 1;

  /** The connections of the load may be silent while others are measured. */
  private static final String SETTINGS =
      "master.connection { handshake-timeout = 1 hour, idle-timeout = 1 hour }\n";

  private static final String USAGE =
      """
      bin/bench cluster [--quick] [FIGURE …]
        FIGURE   path, growth, messages, broadcast, sessions, storm; all if none is named
        --quick  everything in small: to try it out
      """;

  private final Lengths lengths;
  private final List<String> wanted;
  private final Figures figures = new Figures(System.err);

  private ClusterBench(List<String> arguments) {
    lengths = arguments.contains("--quick") ? Lengths.QUICK : Lengths.FULL;
    wanted = arguments.stream().filter(argument -> !argument.startsWith("--")).toList();
  }

  public static void main(String[] arguments) {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    try (Stage stage = Stage.open(OUTPUT, "-Xms512m", "-Xmx512m")) {
      new ClusterBench(List.of(arguments)).run(stage);
    } catch (StageFailure | LoadFailure e) {
      System.err.println("bench cluster: " + e.getMessage());
      System.exit(1);
    }
  }

  private void run(Stage stage) {
    saveForGood(stage.postgres().newDatabase());
    stage.install(SpeedModule.class, SpeedOperations.class);
    List<Node> nodes =
        stage.nodes(
            SETTINGS,
            List.of(
                Place.here().onProcessor(MEASURED),
                Place.here().onProcessor(REST),
                Place.here().onProcessor(REST)));
    if (wants("path")) {
      Node alone = stage.nodes(SETTINGS, List.of(Place.here().onProcessor(MEASURED))).getFirst();
      alone.start();
      stage.start(nodes);
      alone.awaitReady();
      new WholePath(lengths).measure(alone, nodes.getFirst(), figures);
      alone.kill();
    } else {
      stage.start(nodes);
    }
    nodes.forEach(node -> ProcessorTime.pin(node.pid(), MEASURED));
    measureCluster(nodes);
    System.out.printf("%n%s%n%n", Machine.describe());
    figures.print(System.out);
  }

  /** The PostgreSQL of the tests may answer before it has written; one that counts does not. */
  private static void saveForGood(TestDatabase database) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = on");
    } catch (SQLException e) {
      throw new StageFailure("the database: " + e.getMessage(), e);
    }
  }

  private void measureCluster(List<Node> nodes) {
    if (wants("growth")) {
      new Growth(lengths).measure(nodes, figures);
    }
    if (wants("messages")) {
      new ToPeers(lengths).measure(nodes, figures);
    }
    if (wants("sessions")) {
      new SessionWrites(lengths).measure(nodes, figures);
    }
    if (wants("broadcast")) {
      new ToEverybody(lengths).measure(nodes, figures);
    }
    if (wants("storm")) {
      new ResumeStorm(lengths).measure(new ArrayList<>(nodes), figures);
    }
  }

  private boolean wants(String figure) {
    return wanted.isEmpty() || wanted.contains(figure);
  }
}
