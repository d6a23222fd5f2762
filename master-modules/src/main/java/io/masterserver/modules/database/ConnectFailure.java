package io.masterserver.modules.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why no connection could be had, as one line for the operator. */
final class ConnectFailure {

  /** Not reachable, going down, coming up, full, or H2's server not reachable. */
  private static final Set<String> MAY_MEND =
      Set.of("08000", "08001", "08006", "57P01", "57P02", "57P03", "53300", "90067");

  private static final Set<String> WRONG_CREDENTIALS = Set.of("28000", "28P01");
  private static final String NO_SUCH_DATABASE = "3D000";
  private static final String H2_FILE_IN_USE = "90020";

  private ConnectFailure() {}

  /** Returns a {@link DatabaseRefused}, or a {@link DatabaseUnavailable} if waiting may help. */
  static RuntimeException of(SQLException failure, DatabaseSettings settings) {
    String where = settings.jdbcUrl().shown();
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    if (isUnknownHost(failure)) {
      return new DatabaseUnavailable(
          "the host of %s is unknown (check master.database.jdbc-url)".formatted(where), failure);
    }
    if (MAY_MEND.contains(state)) {
      return new DatabaseUnavailable(
          "%s does not answer: %s (is it running? check master.database.jdbc-url)"
              .formatted(where, firstLine(failure, settings)),
          failure);
    }
    if (WRONG_CREDENTIALS.contains(state)) {
      return new DatabaseRefused(
          "%s refuses user '%s' or the password (check master.database.user and password, or MASTER_DATABASE_USER and MASTER_DATABASE_PASSWORD)"
              .formatted(where, settings.user()));
    }
    if (state.equals(NO_SUCH_DATABASE)) {
      return new DatabaseRefused(
          "%s: there is no database of that name (create it, or check master.database.jdbc-url)"
              .formatted(where));
    }
    if (state.equals(H2_FILE_IN_USE)) {
      return new DatabaseRefused(
          "%s is in use by another program (stop that one; several servers share a PostgreSQL, not a file)"
              .formatted(where));
    }
    return new DatabaseRefused(
        "%s cannot be used: %s [SQL state %s] (check master.database.jdbc-url)"
            .formatted(where, firstLine(failure, settings), state));
  }

  private static boolean isUnknownHost(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /** Some drivers quote the address. */
  private static String firstLine(SQLException failure, DatabaseSettings settings) {
    String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    String plain = line.replace(settings.jdbcUrl().url(), settings.jdbcUrl().shown());
    return settings.password().isEmpty() ? plain : plain.replace(settings.password(), "…");
  }
}
