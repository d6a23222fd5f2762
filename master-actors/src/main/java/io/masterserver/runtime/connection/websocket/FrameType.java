package io.masterserver.runtime.connection.websocket;

/** The types of WebSocket frames, RFC 6455 section 5.2. */
final class FrameType {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;

  /** This one and all above are control frames. */
  static final int CLOSE = 0x8;

  static final int PING = 0x9;
  static final int PONG = 0xa;

  private FrameType() {}
}
