/**
 * Clients that want to harm the server, and those beside them that must not notice.
 *
 * <pre>{@code
 * Attack ──Lines──▶ server ◀──echoes, all verified── Bystanders
 *    └── Traces: what the server must have counted, exactly
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.tests.attack.Attacks} — which attacks there are; a new one is a
 *       class and a line there
 *   <li>{@link io.masterserver.tests.attack.AttackTest} — each of them, in small
 *   <li>{@link io.masterserver.tests.attack.command.AttackCommand} — each of them, measured
 * </ul>
 */
@NullMarked
package io.masterserver.tests.attack;

import org.jspecify.annotations.NullMarked;
