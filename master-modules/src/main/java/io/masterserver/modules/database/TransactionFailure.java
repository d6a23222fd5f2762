package io.masterserver.modules.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What became of a transaction that failed. */
final class TransactionFailure {

  private static final String UNIQUE_VIOLATION = "23505";

  /** Serialization failure, deadlock, and H2's word for two that changed the same row. */
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40001", "40P01", "90131");

  /** Lost or never made, and PostgreSQL's words for a server that has gone or is going. */
  private static final Pattern CONNECTION_LOST = Pattern.compile("08...|57P0[123]");

  /**
   * Connection lost, out of resources, cancelled because it took too long, read-only since a
   * failover, trouble with the disk; and H2's: time-out, closed, and its file not to be written.
   */
  private static final Pattern UNAVAILABLE =
      Pattern.compile(
          "08...|53...|57...|58...|25006|55P03|HYT00|90007|9002[38]|9003[01]|90098|90121");

  /** H2 writes {@code "schema.constraint INDEX …"}, or the index if there is no constraint. */
  private static final Pattern H2_CONSTRAINT =
      Pattern.compile("^[^\"]*\"(?:[^\" ]*\\.)?([^\" ]+) ");

  private TransactionFailure() {}

  /** Whether the same work may succeed when it is done again. */
  static boolean isWorthAnotherTry(RuntimeException failure) {
    return sqlOf(failure).map(sql -> WORTH_ANOTHER_TRY.contains(state(sql))).orElse(false);
  }

  /** Whether the connection was cut, as when the database is started again. */
  static boolean isConnectionLost(RuntimeException failure) {
    return sqlOf(failure).map(sql -> CONNECTION_LOST.matcher(state(sql)).matches()).orElse(false);
  }

  /** Returns what the caller is told instead of {@code failure}. */
  static RuntimeException translated(RuntimeException failure) {
    return sqlOf(failure)
        .map(sql -> translated(sql, failure))
        .orElseGet(() -> withoutValues(failure));
  }

  private static RuntimeException translated(SQLException sql, RuntimeException failure) {
    String state = state(sql);
    if (state.equals(UNIQUE_VIOLATION)) {
      return new UniqueConstraintViolated(constraint(sql), failedIn(failure, sql));
    }
    if (isUnavailable(sql)) {
      return new DatabaseUnavailable(
          "the database did not do it [SQL state %s, %s]"
              .formatted(state, sql.getClass().getSimpleName()),
          sql);
    }
    if (WORTH_ANOTHER_TRY.contains(state)) {
      return new DatabaseUnavailable(
          "others changed the same rows again and again [SQL state %s]".formatted(state), sql);
    }
    return failedIn(failure, sql);
  }

  /** Whether the database is at fault, and not the statement. */
  static boolean isUnavailable(SQLException sql) {
    String state = state(sql);
    return (sql instanceof SQLTransientException && !WORTH_ANOTHER_TRY.contains(state))
        || sql instanceof SQLRecoverableException
        || sql instanceof SQLNonTransientConnectionException
        || UNAVAILABLE.matcher(state).matches();
  }

  private static String constraint(SQLException sql) {
    for (Throwable part : sql) { // of a batch, what the server has said is further down
      if (part instanceof PSQLException postgres) {
        return named(postgres).toLowerCase(Locale.ROOT);
      }
    }
    return quoted(sql).toLowerCase(Locale.ROOT);
  }

  private static String named(PSQLException failure) {
    ServerErrorMessage message = failure.getServerErrorMessage();
    return message == null ? "" : Objects.requireNonNullElse(message.getConstraint(), "");
  }

  private static String quoted(SQLException failure) {
    Matcher matcher = H2_CONSTRAINT.matcher(String.valueOf(failure.getMessage()));
    return matcher.find() ? matcher.group(1) : "";
  }

  private static SqlFailed failedIn(RuntimeException failure, SQLException sql) {
    return new SqlFailed(
        sql, failure instanceof StatementException in ? statement(in) : "(no statement)");
  }

  /** A statement that did not reach the database: a parameter is missing, for example. */
  private static RuntimeException withoutValues(RuntimeException failure) {
    return failure instanceof StatementException in
        ? new SqlFailed(in.getClass().getSimpleName(), in, statement(in))
        : failure;
  }

  private static String statement(StatementException failure) {
    @Nullable StatementContext context = failure.getStatementContext();
    return context == null ? "(no statement)" : String.valueOf(context.getRawSql());
  }

  /** Only of JDBI's own: other exceptions are what the work wants its caller to know. */
  private static Optional<SQLException> sqlOf(RuntimeException failure) {
    if (failure instanceof JdbiException) {
      for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          return Optional.of(sql);
        }
      }
    }
    return Optional.empty();
  }

  private static String state(SQLException sql) {
    return Objects.requireNonNullElse(sql.getSQLState(), "");
  }
}
