/**
 * Accounts and sessions: who a client is, and what it may do.
 *
 * <pre>{@code
 * peer ──▶ module actor ──▶ service (virtual thread) ──▶ account, password, mail
 *              │  who is logged in where
 *              └──▶ session property, events
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.Auth} — what other modules see
 *   <li>{@link io.masterserver.modules.auth.service} — what each operation does
 * </ul>
 *
 * <p>May depend on {@code api}, {@code core}, {@code modules.database} and {@code modules.mail}.
 */
@NullMarked
package io.masterserver.modules.auth;

import org.jspecify.annotations.NullMarked;
