package io.masterserver.runtime.connection.websocket;

import io.masterserver.runtime.connection.CloseCause;

/** Why a WebSocket is closed, as its last frame says: RFC 6455 section 7.4. */
enum CloseCode {
  GOING_AWAY(1001),
  PROTOCOL_ERROR(1002),
  INVALID_MESSAGE(1007),
  POLICY(1008),
  TOO_BIG(1009),
  TRY_AGAIN_LATER(1013);

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Returns the code for {@code cause}, unless the frames of a client say better. */
  static CloseCode of(CloseCause cause) {
    return switch (cause) {
      case GOING_AWAY -> GOING_AWAY;
      case MALFORMED_FRAME -> PROTOCOL_ERROR;
      case MALFORMED_MESSAGES -> INVALID_MESSAGE;
      case NO_PEER -> TRY_AGAIN_LATER;
      case HANDSHAKE_TIMEOUT,
          CROWDED_OUT,
          IDLE_TIMEOUT,
          SLOW_CONSUMER,
          BY_PEER,
          TOO_MANY_CONNECTIONS,
          TOO_MANY_FROM_ADDRESS,
          PROXY_HEADER,
          NOT_BY_PROXY ->
          POLICY;
    };
  }

  /** Whether a client may send {@code code}. */
  static boolean isAllowed(int code) {
    return switch (code) {
      case 1004, 1005, 1006 -> false; // reserved, or only ever said to a program by its own library
      default -> (code >= 1000 && code <= 1014) || (code >= 3000 && code <= 4999);
    };
  }
}
