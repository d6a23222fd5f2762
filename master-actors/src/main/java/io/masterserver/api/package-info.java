/**
 * What the author of a module sees.
 *
 * <p>A module is a typed actor that answers some opcodes. It is told what to do as commands of its
 * own protocol, and answers through the exchange that each command carries.
 *
 * <pre>{@code
 * client ──▶ peer ──Exchange──▶ module ──respond──▶ peer ──▶ client
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.api.MasterModule} — what a module is
 *   <li>{@link io.masterserver.api.ModuleContext} — what it is given
 *   <li>{@link io.masterserver.api.Exchange} — one message of one peer, and its answer
 * </ul>
 *
 * <p>May depend on {@code core} and on typed actors ({@code Behavior}, {@code ActorRef}). Must not
 * know the runtime: a module runs under any.
 */
@NullMarked
package io.masterserver.api;

import org.jspecify.annotations.NullMarked;
