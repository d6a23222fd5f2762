/**
 * How values become bytes, and back.
 *
 * <p>Plain Java over arrays and buffers, shared by server and clients. It decides nothing: no
 * opcode has a meaning here.
 *
 * <pre>{@code
 * bytes ─FrameDecoder─▶ Message ─Codec─▶ packet
 * bytes ◀─MessageCodec── Message ◀─Codec── packet
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.core.wire.Codec} — the vocabulary, and how codecs compose
 *   <li>{@link io.masterserver.core.wire.MessageCodec} — the layout of a message
 *   <li>{@link io.masterserver.core.wire.FrameDecoder} — the only class here with state
 * </ul>
 *
 * <p>May depend on the JDK. Must not know packets, operations or actors.
 */
@NullMarked
package io.masterserver.core.wire;

import org.jspecify.annotations.NullMarked;
