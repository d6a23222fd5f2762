/**
 * Sessions in the database, so that they survive their node, as a module.
 *
 * <pre>{@code
 * peers ──create, save, remove──▶ Lane ──groups──▶ SavedSessions ──▶ tables
 *   └─────take over─────────────▶ Lane ──groups──────┘                 ▲
 *                     SessionsKeeper ──rounds──▶ NodeLease, ExpiredSessions
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.sessions.DatabaseSessionStore} — how the parts are put
 *       together
 *   <li>{@link io.masterserver.modules.sessions.SavedSessions} — who may write, decided by the
 *       database
 *   <li>{@link io.masterserver.modules.sessions.NodeLease} — how sessions end that nobody comes
 *       back for
 * </ul>
 *
 * <p>May depend on {@code api} and {@code modules.database}. Must not know what a session's state
 * is.
 */
@NullMarked
package io.masterserver.modules.sessions;

import org.jspecify.annotations.NullMarked;
