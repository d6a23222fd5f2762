package io.masterserver.runtime.connection;

import java.util.Locale;

/** Why the server has closed a connection, as the counters tell it. */
public enum CloseCause {
  MALFORMED_FRAME,
  MALFORMED_MESSAGES,
  HANDSHAKE_TIMEOUT,
  CROWDED_OUT,
  IDLE_TIMEOUT,
  SLOW_CONSUMER,
  NO_PEER,
  BY_PEER,
  GOING_AWAY,
  TOO_MANY_CONNECTIONS,
  TOO_MANY_FROM_ADDRESS,
  PROXY_HEADER,
  NOT_BY_PROXY;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
