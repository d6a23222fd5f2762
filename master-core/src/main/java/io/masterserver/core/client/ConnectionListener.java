package io.masterserver.core.client;

import io.masterserver.core.packet.GoingAway;

/**
 * Told what happens to the connection of a client, on its dispatch thread, in order with the
 * messages around it.
 *
 * <pre>{@code
 *               ┌──────────── resumed ◀──────────┐
 *               ▼                                │
 * connected ─▶ (in use) ── interrupted ─▶ (without a connection)
 *    ▲          │                                │
 *    └───────── disconnected ◀───────────────────┘
 * }</pre>
 *
 * <p>Without a session, see {@link ClientBuilder#sessions}, a connection that is lost is {@link
 * #disconnected} at once.
 */
public interface ConnectionListener {

  /**
   * The client is connected, for the first time, or again as one that the server does not know; no
   * message came before this call.
   */
  default void connected() {}

  /**
   * The connection is lost, but the session is not: what is sent waits, requests stay in flight,
   * and the client looks for a server that goes on with it. {@link #resumed} or {@link
   * #disconnected} follows.
   *
   * @param reason for people: what the server said, or what happened to the connection
   */
  default void interrupted(String reason) {}

  /** The session goes on: the server knows the client, and nothing was lost in between. */
  default void resumed() {}

  /**
   * The session is over, or there was none when the connection was lost: to the server, the client
   * will be a new one. Requests that were in flight have ended with {@code NOT_CONNECTED}.
   *
   * @param reason for people: what the server said, or what happened to the connection
   */
  default void disconnected(String reason) {}

  /**
   * The server is about to stop. Within a session the client leaves by itself: {@link #interrupted}
   * and {@link #resumed} follow soon. Else the connection still works until {@link #disconnected}.
   */
  default void goingAway(GoingAway notice) {}
}
