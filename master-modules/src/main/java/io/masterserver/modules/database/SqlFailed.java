package io.masterserver.modules.database;

import java.sql.SQLException;

/**
 * The database refused a statement. Drivers write the values of a row into their messages, e-mail
 * addresses among them; here are only the codes, the statement without its values, and the place.
 */
public final class SqlFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SqlFailed(SQLException failure, String statement) {
    this(
        "SQL state %s, error code %d".formatted(failure.getSQLState(), failure.getErrorCode()),
        failure,
        statement);
  }

  /**
   * @param what without values
   * @param failure not kept: only its place is
   */
  SqlFailed(String what, Throwable failure, String statement) {
    super("%s, in: %s".formatted(what, statement));
    setStackTrace(failure.getStackTrace());
  }
}
