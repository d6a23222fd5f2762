package io.masterserver.modules.sessions;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows, by JDBC alone: what JDBI does for each row costs more than the rest
 * of a save.
 */
final class PlainBatch {

  /** Sets the parameters of the statement for one row. */
  @FunctionalInterface
  interface Parameters<T> {
    void set(PreparedStatement statement, T row) throws SQLException;
  }

  private PlainBatch() {}

  /** Executes {@code sql} for each of {@code rows}; returns how many rows each has changed. */
  static <T> int[] execute(Handle transaction, String sql, List<T> rows, Parameters<T> parameters) {
    try (PreparedStatement statement = transaction.getConnection().prepareStatement(sql)) {
      @Nullable Integer seconds = transaction.getConfig(SqlStatements.class).getQueryTimeout();
      if (seconds != null) {
        statement.setQueryTimeout(seconds);
      }
      for (T row : rows) {
        parameters.set(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      // As JDBI does, so that the database module knows it.
      throw new UnableToExecuteStatementException(e, null);
    }
  }
}
