/**
 * The program {@code bin/attack}: measures what each attack costs the other clients and the server.
 *
 * <pre>{@code
 * AttackCommand ─▶ Trial: quiet, attacked, and what is left ─▶ Finding
 *    ├── AttackedServer, a process on a processor of its own
 *    └── AttackerProcess ─▶ Attacker, at a low priority beside the bystanders, which are in this process
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.tests.attack.command.AttackCommand} — the program
 *   <li>{@link io.masterserver.tests.attack.command.Finding} — what must hold
 * </ul>
 */
@NullMarked
package io.masterserver.tests.attack.command;

import org.jspecify.annotations.NullMarked;
