package io.masterserver.bench.server;

/** Sizes and flags of messages, for servers that are written without the master server's codec. */
final class Layout {

  static final int EXPECTS_RESPONSE = 1;
  static final int IS_RESPONSE = 2;
  static final int SUCCESS = 1;

  /** Bytes of the length in front of a message. */
  static final int LENGTH_BYTES = 4;

  /** Bytes of flags, opcode and data length. */
  static final int HEADER_BYTES = 7;

  /** Bytes of response id and status. */
  static final int TRAILER_BYTES = 5;

  /** Longest frame accepted. */
  static final int MAX_FRAME_BYTES = 65536;

  /** Where a WebSocket is asked for. */
  static final String WEB_SOCKET_PATH = "/ws";

  private Layout() {}

  /** Bytes of a response message without the length in front of it. */
  static int responseBytes(int dataLength) {
    return HEADER_BYTES + dataLength + TRAILER_BYTES;
  }

  static void requireRequest(int flags) {
    if (flags != EXPECTS_RESPONSE) {
      throw new IllegalArgumentException(
          "flags: 0x%02x (expected: 0x01, a request)".formatted(flags & 0xff));
    }
  }
}
