/**
 * Who is logged in where on this node, and which of two log-ins to one account has it.
 *
 * <pre>{@code
 * begin ──▶ admit ──▶ enter ──▶ LiveSession ──▶ end
 *   │         │  the old session is kicked, and gone
 *   └─────────┴── abandon
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.session.Sessions}
 * </ul>
 *
 * <p>Plain code: nothing here waits, or sends. May depend on {@code auth.account}, and on {@code
 * auth.service} for how one says no. Must not know actors.
 */
@NullMarked
package io.masterserver.modules.auth.session;

import org.jspecify.annotations.NullMarked;
