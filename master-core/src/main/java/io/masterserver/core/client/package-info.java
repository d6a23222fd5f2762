/**
 * The client in plain Java: connect, send, ask, answer, reconnect.
 *
 * <p>For games written in Java, for game servers and spawners, and for tools. Needs no actor
 * system; its one dependency besides the JDK is the logging facade.
 *
 * <pre>{@code
 * send, request ─▶ Outbound ─writer─▶ Transport ─reader─▶ Connection ─▶ Dispatch ─▶ your handlers,
 *                                        │  ▲                                       callbacks, stages
 *                                        ▼  │
 *                                  TCP, or WebSocket
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.core.client.MasterClient} — what can be done, and on which thread
 *   <li>{@link io.masterserver.core.packet.Response} — how a request ended
 *   <li>{@link io.masterserver.core.client.ConnectionListener} — what happens to the connection
 *   <li>{@code Link} — when the client connects, reconnects and stops
 *   <li>{@code Attempts} — where it connects next, and when
 *   <li>{@code Session} — what outlives a connection: requests in flight, and what {@code Outbound}
 *       keeps until the server has it
 *   <li>{@code Resumption} — how a session goes on
 *   <li>{@code Connection} — its reader and its writer
 *   <li>{@code Transport} — what carries it: {@code TcpTransport} or {@code WebSocketTransport},
 *       which the {@code Dialer} opens
 *   <li>{@code KeepAlive} — when a silent connection is pinged, and when it is given up
 * </ul>
 *
 * <p>May depend on {@code core.wire}, {@code core.packet} and {@code core.packet.session}. Must not
 * know actors or modules.
 */
@NullMarked
package io.masterserver.core.client;

import org.jspecify.annotations.NullMarked;
