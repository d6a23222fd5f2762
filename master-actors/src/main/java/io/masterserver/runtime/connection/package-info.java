/**
 * Connections: bytes in, messages to the peer, and back again.
 *
 * <p>One stream per socket. It cuts bytes into messages, limits and times them, and hands them to
 * the peer that owns the connection. It decides nothing: no opcode is interpreted here.
 *
 * <pre>{@code
 * Transport ─bytes─▶ ConnectionStage ─Inbound─▶ Peer
 * Transport ◀─bytes─ ConnectionStage ◀─Outbound─ Peer
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.connection.ConnectionStage} — the stage, and every limit at
 *       work
 *   <li>{@link io.masterserver.runtime.connection.Transport} — what may be exchanged under it
 *   <li>{@link io.masterserver.runtime.connection.Gateway} — who may come in
 * </ul>
 *
 * <p>May depend on {@code core}, Pekko Streams, the protocol of {@code runtime.peer}, and of {@code
 * api} on what limits anything. Must not know modules, routes or shards.
 */
@NullMarked
package io.masterserver.runtime.connection;

import org.jspecify.annotations.NullMarked;
