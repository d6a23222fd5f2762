/**
 * The auth module that is not there: for tests of modules that depend on it.
 *
 * <pre>{@code
 * var auth = new FakeAuth();
 * var kit = ModuleTestKit.start(new MyModule(), fake(AuthModule.class, auth));
 * auth.logIn(kit, kit.connectPeer(), "anna");
 * }</pre>
 *
 * <p>Start reading at {@link io.masterserver.modules.auth.testkit.FakeAuth}. May depend on the test
 * kit of {@code master-actors}; nothing but tests may depend on it.
 */
@NullMarked
package io.masterserver.modules.auth.testkit;

import org.jspecify.annotations.NullMarked;
