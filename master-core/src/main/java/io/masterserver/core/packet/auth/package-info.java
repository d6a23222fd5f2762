/**
 * What clients and the auth module say to each other: accounts, sessions and permissions.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.core.packet.auth.AuthOperations} — all of it, as our clients use it
 *   <li>{@link io.masterserver.core.packet.auth.MsfAuthOperations} — the ancestor's way
 * </ul>
 *
 * <p>May depend on {@code core.packet} and {@code core.wire}. Must not know who answers.
 */
@NullMarked
package io.masterserver.core.packet.auth;

import org.jspecify.annotations.NullMarked;
