/**
 * The database of a server, as a module that others depend on: connections, transactions,
 * migrations.
 *
 * <pre>{@code
 * module ──Work──▶ Database ──gate──▶ pool ──JDBC──▶ H2 file, or PostgreSQL
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.database.Database} — what other modules see
 *   <li>{@link io.masterserver.modules.database.JdbcDatabase} — how it does that
 *   <li>{@link io.masterserver.modules.database.DatabaseWatch} — when it is gone, and back
 * </ul>
 *
 * <p>May depend on {@code api} and JDBC. Must not know what is stored.
 */
@NullMarked
package io.masterserver.modules.database;

import org.jspecify.annotations.NullMarked;
