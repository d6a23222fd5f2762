/**
 * Clients that log in, again and again.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.account.LogInLoop} — many of them at once
 * </ul>
 */
@NullMarked
package io.masterserver.bench.account;

import org.jspecify.annotations.NullMarked;
