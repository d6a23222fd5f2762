/**
 * Tests modules without a network, without sleeping, and in milliseconds.
 *
 * <p>The module, its peers and the routes between them are the real ones; only the network is left
 * out, and time stands still until the test moves it.
 *
 * <pre>{@code
 * try (var kit = ModuleTestKit.start(new EchoModule())) {
 *   var peer = kit.connectPeer();
 *   peer.request(EchoModule.ECHO, Bytes.ofUtf8("hey")).expect(Bytes.ofUtf8("hey"));
 * }
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.testkit.ModuleTestKit} — a module and what surrounds it
 *   <li>{@link io.masterserver.testkit.TestPeer} — a client, as the test plays it
 *   <li>{@link io.masterserver.testkit.Fake} — in place of a module that is not under test
 * </ul>
 *
 * <p>May depend on everything. For tests only: it needs {@code pekko-actor-testkit-typed}.
 */
@NullMarked
package io.masterserver.testkit;

import org.jspecify.annotations.NullMarked;
