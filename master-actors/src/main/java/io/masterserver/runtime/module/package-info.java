/**
 * How a module lives: its actor, what it is given, and what happens when it fails.
 *
 * <pre>{@code
 * Delivery ─▶ ModuleHost ─▶ the module's behavior
 *                │ takes exchanges one by one, completes what the handler left to it,
 *                │ answers for the module when it throws
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.module.ModuleHost} — the actor around a module
 *   <li>{@link io.masterserver.runtime.module.HostContext} — the module's context
 *   <li>{@link io.masterserver.runtime.module.CoreModule} — the module that every server has
 * </ul>
 *
 * <p>May depend on {@code api}, {@code core}, {@code runtime.exchange} and {@code
 * runtime.registry}.
 */
@NullMarked
package io.masterserver.runtime.module;

import org.jspecify.annotations.NullMarked;
