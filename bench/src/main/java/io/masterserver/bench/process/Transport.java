package io.masterserver.bench.process;

import java.util.Locale;

/** What a server is reached over. */
public enum Transport {
  TCP,
  /** WebSocket. */
  WS;

  /** The name in ready lines. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in ready lines of servers that speak it over TLS. */
  String withTls() {
    return switch (this) {
      case TCP -> "tls";
      case WS -> "wss";
    };
  }
}
