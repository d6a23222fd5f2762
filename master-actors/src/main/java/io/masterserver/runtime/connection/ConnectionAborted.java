package io.masterserver.runtime.connection;

/**
 * A connection is reset without a farewell. Has no stack trace: a hostile client causes it at will.
 */
final class ConnectionAborted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConnectionAborted(String why) {
    super(why, null, false, false);
  }
}
