/**
 * TCP connections as streams of bytes, on {@linkplain io.masterserver.runtime.eventloop event
 * loops}.
 *
 * <p>A connection lives on one loop: there its socket is watched, and there its streams run. What
 * is read goes to the stream in the same turn, and what the turn has to say leaves at its end, in
 * one write.
 *
 * <pre>{@code
 * Acceptor ─socket─▶ SocketStage ◀─bytes─▶ whatever serves the connection
 * }</pre>
 *
 * <p>Knows sockets, streams and event loops. Must not know what the bytes mean.
 */
@NullMarked
package io.masterserver.runtime.connection.socket;

import org.jspecify.annotations.NullMarked;
