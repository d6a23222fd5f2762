/**
 * The peer: one connected client as the server sees it.
 *
 * <p>An actor that takes what its connection has read, hands it to modules one message at a time,
 * and gives the answers back in order. It holds the client's properties. It knows neither sockets
 * nor shards.
 *
 * <pre>{@code
 * connection ──Inbound──▶ Peer ──Delivery──▶ module
 * connection ◀─Outbound── Peer ◀──────────── module
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.peer.Peer} — the actor
 *   <li>{@link io.masterserver.runtime.peer.SessionProtocol} — how its client comes back
 *   <li>{@link io.masterserver.runtime.peer.PeerConnection} — what it says to its connection
 * </ul>
 *
 * <p>May depend on {@code api}, {@code core}, {@code runtime.exchange} and {@code
 * runtime.registry}.
 */
@NullMarked
package io.masterserver.runtime.peer;

import org.jspecify.annotations.NullMarked;
