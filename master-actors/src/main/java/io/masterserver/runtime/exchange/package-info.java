/**
 * The exchange between a peer and a module: what travels from one to the other and back.
 *
 * <pre>{@code
 * Peer ──Delivery (one or more exchanges)──▶ ModuleHost
 * Peer ◀──────────── ExchangeOwner ───────── ModuleHost, or whoever answers later
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.exchange.LiveExchange} — one exchange and its states
 *   <li>{@link io.masterserver.runtime.exchange.Delivery} — why several travel together
 * </ul>
 *
 * <p>May depend on {@code api} and {@code core}. Must not know how a peer or a module is built.
 */
@NullMarked
package io.masterserver.runtime.exchange;

import org.jspecify.annotations.NullMarked;
