/**
 * What each operation of the auth module does, as plain code on virtual threads: it waits for the
 * database and for passwords to be hashed, and throws {@link
 * io.masterserver.modules.auth.service.Refused} when the answer is no.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.service.LogIns}
 *   <li>{@link io.masterserver.modules.auth.service.Attempts} — what keeps guessers out
 *   <li>{@link io.masterserver.modules.auth.service.AuthServices} — how it is put together
 * </ul>
 *
 * <p>May depend on {@code auth.account}, {@code auth.password}, {@code modules.mail}, and of the
 * api on what a peer is. Must not know actors, nor who is logged in where.
 */
@NullMarked
package io.masterserver.modules.auth.service;

import org.jspecify.annotations.NullMarked;
