package io.masterserver.modules.auth.account;

import io.masterserver.modules.database.Database;

/** The tables of accounts, tokens and codes. */
public final class AccountTables {

  private AccountTables() {}

  /**
   * Makes them, or brings them up to date. Waits.
   *
   * @throws io.masterserver.modules.database.DatabaseUnavailable if the database did not answer
   */
  public static void migrate(Database database) {
    database.migrate("auth", "io/masterserver/modules/auth/db");
  }
}
