/**
 * Which module handles which opcode.
 *
 * <p>One actor per node owns the routes and refuses what does not fit; the peers of the node read a
 * table that never changes, so that routing costs a look-up and no message.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.registry.OpcodeRegistry} — the owner
 *   <li>{@link io.masterserver.runtime.registry.RouteTable} — what it publishes
 *   <li>{@link io.masterserver.runtime.registry.AccessTable} — who may use what, by configuration
 *   <li>{@link io.masterserver.runtime.registry.OperationLimits} — and how often
 * </ul>
 *
 * <p>May depend on {@code api}, {@code core} and {@code runtime.exchange}. Must not know peers.
 */
@NullMarked
package io.masterserver.runtime.registry;

import org.jspecify.annotations.NullMarked;
