/**
 * WebSocket (RFC 6455): from the upgrade of an HTTP request to messages.
 *
 * <p>Pekko HTTP reads the request and answers all that is no upgrade. From the answer to the
 * upgrade on, the bytes go through the same {@link
 * io.masterserver.runtime.connection.ConnectionStage} as those of TCP; only the framing differs.
 *
 * <pre>{@code
 * bytes ─▶ HeadStage ─head─▶ HttpRequests ─▶ an answer, or a file of StaticPages, and the end
 *             │                   └─ upgrade ─▶ WebSocketProtocol
 *             └─ what comes behind it ────────▶ ConnectionStage with WebSocketFraming
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.connection.websocket.WebSocketProtocol} — who may come in
 *   <li>{@code WebSocketDecoder} — the frames of a client, and every limit on them
 * </ul>
 *
 * <p>May depend on {@code runtime.connection}, {@code core} and Pekko HTTP. Of peers, must know no
 * more than the frames that they write; of modules and routes, nothing.
 */
@NullMarked
package io.masterserver.runtime.connection.websocket;

import org.jspecify.annotations.NullMarked;
