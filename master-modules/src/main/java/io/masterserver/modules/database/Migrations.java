package io.masterserver.modules.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Brings tables up to date with Flyway. */
final class Migrations {

  private Migrations() {}

  static void run(DataSource database, String owner, String location) {
    try {
      Flyway.configure()
          .dataSource(database)
          .loggers("slf4j")
          .locations("classpath:" + location)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          .table("schema_history_" + owner.replace('-', '_'))
          // The tables of other owners are there already; scripts start at version 1.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw failed(e, owner, location);
    }
  }

  private static RuntimeException failed(FlywayException failure, String owner, String location) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && TransactionFailure.isUnavailable(sql)) {
        return new DatabaseUnavailable("the database did not migrate '%s'".formatted(owner), sql);
      }
    }
    return new IllegalStateException(
        "the tables of '%s' cannot be brought up to date with the scripts in %s: %s"
            .formatted(
                owner,
                location,
                String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ")),
        failure);
  }
}
