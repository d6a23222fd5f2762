package io.masterserver.modules.auth.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Points in time, to and from a column with a time zone: to the microsecond, and the same wherever
 * the server runs.
 */
public final class TimeColumn {

  private TimeColumn() {}

  public static Argument of(Instant time) {
    OffsetDateTime value = time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    return (position, statement, context) -> statement.setObject(position, value);
  }

  public static Argument of(Optional<Instant> time) {
    return time.map(TimeColumn::of)
        .orElse(
            (position, statement, context) ->
                statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE));
  }

  static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static Optional<Instant> readOptional(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
  }
}
