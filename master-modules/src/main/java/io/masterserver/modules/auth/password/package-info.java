/**
 * How passwords are hashed and compared: Argon2id for ours, the ancestor's PBKDF2 to be replaced.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.password.PasswordHasher}
 * </ul>
 *
 * <p>Must not know accounts.
 */
@NullMarked
package io.masterserver.modules.auth.password;

import org.jspecify.annotations.NullMarked;
