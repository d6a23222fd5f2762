/**
 * What server and clients say to each other: operations, and the packets they carry.
 *
 * <p>An operation is a constant; a packet is a record with its codec beside it.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.core.packet.Operation} — request and notification
 *   <li>{@link io.masterserver.core.packet.CoreOperations} — those that every server answers
 * </ul>
 *
 * <p>May depend on {@code core.wire}. Must not know connections, modules or actors.
 */
@NullMarked
package io.masterserver.core.packet;

import org.jspecify.annotations.NullMarked;
