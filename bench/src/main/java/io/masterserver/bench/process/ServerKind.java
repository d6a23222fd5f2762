package io.masterserver.bench.process;

import io.masterserver.bench.server.NettyEcho;
import io.masterserver.bench.server.PekkoEcho;
import java.util.Locale;

/**
 * A server that can be measured: a class with {@code main} that takes {@code --port 0} and prints a
 * {@link ReadyLine}.
 */
public enum ServerKind {
  NETTY(NettyEcho.class.getName()),
  PEKKO(PekkoEcho.class.getName()),
  MASTER("io.masterserver.runtime.main.MasterServerMain");

  private final String mainClass;

  ServerKind(String mainClass) {
    this.mainClass = mainClass;
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
