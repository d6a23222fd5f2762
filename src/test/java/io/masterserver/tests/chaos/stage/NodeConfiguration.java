package io.masterserver.tests.chaos.stage;

import io.masterserver.modules.database.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file of a node.
 *
 * @param ports for clients, for other nodes, for operators
 * @param seeds all nodes, quoted
 * @param settings what the scenario wants of all nodes, in HOCON
 */
record NodeConfiguration(
    Place place,
    List<Integer> ports,
    List<String> seeds,
    @Nullable TestDatabase database,
    String settings) {

  /** All clients share an address, come at once and ask faster than players do. */
  private static final String CROWDED =
      """
      master {
        websocket.bind-port = 0
        connection.max-connections-per-address = 100000
        tcp.accept-rate = 100000
        limits {
          peer { rate = 1000000, burst = 1000000 }
          address { rate = 1000000, burst = 1000000 }
        }
        mail { host = localhost, from = "chaos@example.org" } # never spoken to
      }
      pekko.cluster.seed-node-timeout = 1 s
      pekko.logger-startup-timeout = 1 minute # many start at once, on few processors
      """;

  private static final String OWN_DATABASE = "master.database.jdbc-url = \"jdbc:h2:mem:node\"\n";

  int clientPort() {
    return ports.getFirst();
  }

  String text() {
    return CROWDED + doors() + databaseSection() + settings;
  }

  private String doors() {
    return """
    master.tcp { bind-host = "%s", bind-port = %d, addresses = [ "%s:%d" ] }
    master.cluster { host = "%s", port = %d, seed-nodes = [ %s ] }
    master.management.bind-port = %d
    """
        .formatted(
            place.bindHost(),
            ports.getFirst(),
            place.clientHost(),
            ports.getFirst(),
            place.clusterHost(),
            ports.get(1),
            String.join(", ", seeds),
            ports.get(2));
  }

  private String databaseSection() {
    return database == null
        ? OWN_DATABASE
        : """
        master.database { jdbc-url = "%s", user = "%s", password = "%s" }
        """
            .formatted(
                database.jdbcUrl().replace("//localhost:", "//" + place.databaseHost() + ":"),
                database.user(),
                database.password());
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "configuration at " + place;
  }
}
