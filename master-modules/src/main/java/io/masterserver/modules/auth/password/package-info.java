/**
 * How passwords are hashed and compared: Argon2id for ours, the ancestor's PBKDF2 to be replaced.
 *
 * <pre>{@code
 * PasswordHasher ──▶ HashingGate ──▶ its threads, each with an Argon2Memory
 *       └── StoredHash: what is compared with
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.password.PasswordHasher}
 *   <li>{@link io.masterserver.modules.auth.password.StoredHash} — the forms that are understood
 * </ul>
 *
 * <p>Must not know accounts.
 */
@NullMarked
package io.masterserver.modules.auth.password;

import org.jspecify.annotations.NullMarked;
