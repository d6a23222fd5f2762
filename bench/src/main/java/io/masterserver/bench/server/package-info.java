/**
 * The echo servers that the master server is compared with.
 *
 * <p>Those for TCP read every request from its frame and write a proper response frame, as {@link
 * io.masterserver.core.wire.MessageCodec} lays them out, and no more: no limits, no routes, no
 * modules. Those for WebSocket do less: the library has the frames, and they send back what is in
 * them. What the master server needs on top of them is the price of what it offers.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.server.NettyEcho} — what everything is divided by
 *   <li>{@link io.masterserver.bench.server.PekkoEcho} — the same with the streams that the master
 *       server is built on
 *   <li>{@link io.masterserver.bench.server.NettyWebSocketEcho}, {@link
 *       io.masterserver.bench.server.PekkoHttpEcho} — the same two for WebSocket
 * </ul>
 *
 * <p>May depend on the network libraries. Must not know the load or the measuring.
 */
@NullMarked
package io.masterserver.bench.server;

import org.jspecify.annotations.NullMarked;
