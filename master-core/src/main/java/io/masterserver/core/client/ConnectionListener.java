package io.masterserver.core.client;

import io.masterserver.core.packet.GoingAway;

/**
 * Told what happens to the connection of a client, on its dispatch thread, in order with the
 * messages around it.
 */
public interface ConnectionListener {

  /** The client is connected, for the first time or again; no message came before this call. */
  default void connected() {}

  /**
   * The connection is gone; requests that were in flight have ended with {@code NOT_CONNECTED}.
   *
   * @param reason for people: what the server said, or what happened to the connection
   */
  default void disconnected(String reason) {}

  /** The server is about to stop; the connection still works until {@link #disconnected}. */
  default void goingAway(GoingAway notice) {}
}
