/**
 * Connections that can be broken in every way: bytes as the client likes, over any transport.
 *
 * <pre>{@code
 * Door ──open──▶ Line ──▶ socket
 *   └── Framing: how a message travels there
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.soak.line.Line} — one connection
 *   <li>{@link io.masterserver.bench.soak.line.Framing} — what a further transport has to say
 * </ul>
 *
 * <p>Must not know what is said, nor why.
 */
@NullMarked
package io.masterserver.bench.soak.line;

import org.jspecify.annotations.NullMarked;
