/**
 * What is kept of an account, and where: accounts, "remember me" tokens, mailed codes.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.account.Account}
 *   <li>{@link io.masterserver.modules.auth.account.AccountRepository} — one contract, tested on
 *       every database
 *   <li>{@link io.masterserver.modules.auth.account.CaseFolding} — which names are the same
 * </ul>
 *
 * <p>May depend on {@code modules.database}. Must not know peers, passwords in the clear, or rules.
 */
@NullMarked
package io.masterserver.modules.auth.account;

import org.jspecify.annotations.NullMarked;
