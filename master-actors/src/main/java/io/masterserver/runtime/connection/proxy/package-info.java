/**
 * Behind a proxy: what it says of the client, and which proxies are believed.
 *
 * <p>Only bytes and addresses are read here; nothing waits, and no name server is ever asked.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.connection.proxy.TrustedProxies} — who is believed
 *   <li>{@link io.masterserver.runtime.connection.proxy.ProxyHeader} — what a proxy says before all
 *       other bytes of a connection
 *   <li>{@link io.masterserver.runtime.connection.proxy.ForwardedFor} — what proxies say in an HTTP
 *       request
 * </ul>
 *
 * <p>May depend on nothing of this house.
 */
@NullMarked
package io.masterserver.runtime.connection.proxy;

import org.jspecify.annotations.NullMarked;
