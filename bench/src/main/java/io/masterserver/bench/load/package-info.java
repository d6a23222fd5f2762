/**
 * The load: one thread that sends requests over many connections and verifies every answer.
 *
 * <p>It is the same for every server, and does as little as it can: it must be the server that sets
 * the pace. An answer that is wrong, late beyond reason or missing ends the run with a {@link
 * io.masterserver.bench.load.LoadFailure}.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.load.Load} — the thread, and how connections are opened
 *   <li>{@link io.masterserver.bench.load.EchoConnection} — one connection and what it still waits
 *       for
 *   <li>{@link io.masterserver.bench.load.Wire} — TCP, or WebSocket
 *   <li>{@link io.masterserver.bench.load.ClosedLoop} and {@link
 *       io.masterserver.bench.load.OpenLoop} — when to send the next request
 * </ul>
 *
 * <p>May depend on Netty. Must not know what kind of server it talks to.
 */
@NullMarked
package io.masterserver.bench.load;

import org.jspecify.annotations.NullMarked;
