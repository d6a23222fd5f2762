package io.masterserver.bench.process;

import io.masterserver.bench.server.NettyEcho;
import io.masterserver.bench.server.NettyWebSocketEcho;
import io.masterserver.bench.server.PekkoEcho;
import io.masterserver.bench.server.PekkoHttpEcho;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A server that can be measured: a class with {@code main} that takes {@code --port 0} and prints a
 * {@link ReadyLine}.
 */
public enum ServerKind {
  NETTY(Transport.TCP, NettyEcho.class.getName(), ""),
  PEKKO(Transport.TCP, PekkoEcho.class.getName(), ""),
  /** The master server over TCP. */
  MASTER(Transport.TCP, Master.MAIN_CLASS, Master.JVM_OPTIONS),
  /** The same master server, with Pekko's own I/O. */
  MASTER_PEKKO_TCP(Transport.TCP, Master.MAIN_CLASS, Master.JVM_OPTIONS + Master.ON_PEKKO_TCP),
  NETTY_WS(Transport.WS, NettyWebSocketEcho.class.getName(), ""),
  PEKKO_HTTP_WS(Transport.WS, PekkoHttpEcho.class.getName(), ""),
  /** The same master server, over WebSocket. */
  MASTER_WS(Transport.WS, Master.MAIN_CLASS, Master.JVM_OPTIONS);

  private final Transport transport;
  private final String mainClass;
  private final String jvmOptions;

  ServerKind(Transport transport, String mainClass, String jvmOptions) {
    this.transport = transport;
    this.mainClass = mainClass;
    this.jvmOptions = jvmOptions;
  }

  /** All that are reached over {@code transport}. */
  public static Set<ServerKind> over(Transport transport) {
    return Arrays.stream(values())
        .filter(kind -> kind.transport == transport)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ServerKind.class)));
  }

  Transport transport() {
    return transport;
  }

  /** The servers that its figures are divided by. */
  public List<ServerKind> baselines() {
    return switch (this) {
      case NETTY, NETTY_WS -> List.of();
      case PEKKO, MASTER, MASTER_PEKKO_TCP -> List.of(NETTY);
      case PEKKO_HTTP_WS -> List.of(NETTY_WS);
      case MASTER_WS -> List.of(NETTY_WS, PEKKO_HTTP_WS);
    };
  }

  /** What its JVM is told besides what all servers are told. */
  List<String> jvmOptions() {
    return jvmOptions.isEmpty() ? List.of() : List.of(jvmOptions.split(" ", -1));
  }

  String mainClass() {
    return mainClass;
  }

  /** The name in tables and on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How the master server is started. */
  private static final class Master {

    static final String ON_PEKKO_TCP = " -Dmaster.connection.transport=pekko";

    static final String MAIN_CLASS = "io.masterserver.runtime.main.MasterServerMain";

    /**
     * As in bin/master-server: priorities, and room for classes. One address may have all
     * connections, and they may be silent: the load does nothing else. The limits of messages are
     * looked at and never reached.
     */
    static final String JVM_OPTIONS =
        "-XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=19"
            + " -XX:CompilerThreadPriority=5 -XX:MetaspaceSize=128m"
            + " -Dmaster.database.jdbc-url=jdbc:h2:mem:bench"
            + " -Dmaster.websocket.bind-port=0 -Dmaster.management.enabled=off"
            + " -Dmaster.connection.max-connections-per-address=1000000"
            + " -Dmaster.tcp.accept-rate=100000 -Dmaster.websocket.accept-rate=100000"
            + " -Dmaster.connection.max-handshakes=1000000"
            + " -Dmaster.limits.peer.rate=10000000 -Dmaster.limits.peer.burst=10000000"
            + " -Dmaster.limits.address.rate=10000000 -Dmaster.limits.address.burst=10000000"
            + " -Dmaster.connection.handshake-timeout=1h -Dmaster.connection.idle-timeout=1h";
  }
}
