/**
 * Who has an account in the whole cluster: one row of the database for each account that is logged
 * in, which a log-in makes or takes over.
 *
 * <pre>{@code
 * log-in ──claim──▶ AccountClaims ──▶ OnlineAccounts (the table)
 *                        │  ▲
 *      Whereabouts ◀─────┘  └── release when the session ends; check from time to time
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.online.AccountClaims} — the rule
 *   <li>{@link io.masterserver.modules.auth.online.OnlineAccounts} — what the database decides
 * </ul>
 *
 * <p>May depend on {@code auth.session} for the policy, on {@code auth.service} for how one says
 * no, on {@code modules.database} and on {@code api}. Must not know actors.
 */
@NullMarked
package io.masterserver.modules.auth.online;

import org.jspecify.annotations.NullMarked;
