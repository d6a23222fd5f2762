/**
 * What the ancestor has really sent, and the test that ours is the same to the byte.
 *
 * <p>The bytes are in {@code vectors/packets.json}; its packets are records here, because only a
 * module that speaks to the ancestor's clients needs them.
 *
 * <p>Start reading at {@link io.masterserver.core.wire.recorded.RecordedPacketsTest}; a new
 * recording needs a line in {@link io.masterserver.core.wire.recorded.Shapes}.
 */
package io.masterserver.core.wire.recorded;
