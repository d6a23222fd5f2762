/**
 * Accounts of an earlier installation, from a file into the database, by {@code bin/master-server
 * import-accounts}.
 *
 * <pre>{@code
 * file ──AccountFile──▶ records ──AccountColumns──▶ accounts ──AccountImport──▶ one transaction
 *                                        └── refused lines ──▶ report
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.modules.auth.importing.ImportAccountsCommand}
 * </ul>
 *
 * <p>May depend on {@code auth.account}, {@code auth.password} and {@code modules.database}. Must
 * not know the rules for players who register.
 */
@NullMarked
package io.masterserver.modules.auth.importing;

import org.jspecify.annotations.NullMarked;
