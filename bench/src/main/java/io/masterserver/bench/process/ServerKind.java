package io.masterserver.bench.process;

import io.masterserver.bench.server.NettyEcho;
import io.masterserver.bench.server.PekkoEcho;
import java.util.List;
import java.util.Locale;

/**
 * A server that can be measured: a class with {@code main} that takes {@code --port 0} and prints a
 * {@link ReadyLine}.
 */
public enum ServerKind {
  NETTY(NettyEcho.class.getName(), ""),
  PEKKO(PekkoEcho.class.getName(), ""),
  /**
   * With the priorities of bin/master-server. Lets one address have all connections, and lets them
   * be silent: the load does nothing else.
   */
  MASTER(
      "io.masterserver.runtime.main.MasterServerMain",
      "-XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=19 -XX:CompilerThreadPriority=0"
          + " -Dmaster.database.jdbc-url=jdbc:h2:mem:bench"
          + " -Dmaster.websocket.bind-port=0"
          + " -Dmaster.connection.max-connections-per-address=1000000"
          + " -Dmaster.connection.handshake-timeout=1h -Dmaster.connection.idle-timeout=1h");

  private final String mainClass;
  private final String jvmOptions;

  ServerKind(String mainClass, String jvmOptions) {
    this.mainClass = mainClass;
    this.jvmOptions = jvmOptions;
  }

  /** What its JVM is told besides what all servers are told. */
  public List<String> jvmOptions() {
    return jvmOptions.isEmpty() ? List.of() : List.of(jvmOptions.split(" ", -1));
  }

  public String mainClass() {
    return mainClass;
  }

  /** The name in tables and on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
