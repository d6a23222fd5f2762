package io.masterserver.bench.soak;

import io.masterserver.bench.soak.line.Door;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the server is started that is soaked. */
final class SoakedServer {

  /** Short time-outs, so that clients that provoke them are not most of those that are there. */
  private static final List<String> TIME_OUTS =
      List.of(
          "-Dmaster.connection.handshake-timeout=10s",
          "-Dmaster.connection.idle-timeout=1m",
          "-Dmaster.connection.slow-consumer-timeout=5s");

  private static final List<String> ANY_PORT =
      List.of("-Dmaster.websocket.bind-port=0", "-Dmaster.management.bind-port=0");

  /** All clients are on this machine, and may be many. */
  private static final List<String> LIMITS =
      List.of(
          "-Dmaster.auth.limits.registrations-per-hour=1000000",
          "-Dmaster.auth.limits.guests-per-hour=1000000",
          "-Dmaster.limits.peer.rate=1000000",
          "-Dmaster.limits.peer.burst=1000000",
          "-Dmaster.limits.address.rate=1000000",
          "-Dmaster.limits.address.burst=1000000");

  /**
   * What the JVM would add when it sees fit would look as if it had been left behind; and what it
   * holds softly it would let go of after some minutes, which looks as if the server had.
   */
  private static final List<String> STEADY =
      List.of(
          "-XX:-UseDynamicNumberOfCompilerThreads",
          "-XX:SoftRefLRUPolicyMSPerMB=0",
          "-DMASTER_LOG_LEVEL=WARN");

  private SoakedServer() {}

  /** Options of its JVM; makes an empty database, whose cache has a bound that is soon reached. */
  static List<String> options(Path output) {
    try {
      Files.createDirectories(output);
      Path folder = Files.createTempDirectory(output.toAbsolutePath(), "h2-");
      String database =
          "-Dmaster.database.jdbc-url=jdbc:h2:file:%s;CACHE_SIZE=1024"
              .formatted(folder.resolve("master"));
      return Stream.of(ANY_PORT, TIME_OUTS, LIMITS, STEADY, List.of(database))
          .flatMap(List::stream)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ways into the server, from the ready line in its log. */
  static List<Door> doors(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("\"event\":\"ready\""))
          .findFirst()
          .map(Door::in)
          .orElseThrow(() -> new IOException(log + ": no ready line"));
    }
  }
}
