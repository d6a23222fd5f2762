package io.masterserver.bench.scenario;

import io.masterserver.modules.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the measured server keeps its accounts: new and empty for each run. */
enum AccountDatabase {
  H2 {
    @Override
    List<String> create() {
      try {
        Path folder = Files.createTempDirectory(Path.of("bench/target").toAbsolutePath(), "h2-");
        return List.of("-Dmaster.database.jdbc-url=jdbc:h2:file:" + folder.resolve("master"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },

  /** A real one, on the load's processor; ends with the bench. */
  POSTGRESQL {
    @Override
    List<String> create() {
      var database = PostgresServer.shared().newDatabase();
      return List.of(
          "-Dmaster.database.jdbc-url=" + database.jdbcUrl(),
          "-Dmaster.database.user=" + database.user(),
          "-Dmaster.database.password=" + database.password());
    }
  };

  /** One address registers and logs in everybody here, and may. */
  private static final List<String> NO_LIMITS =
      List.of(
          "-Dmaster.auth.limits.registrations-per-hour=1000000",
          "-Dmaster.auth.limits.failures-per-address=10000",
          "-Dmaster.mail.max-queued=1000000");

  /** Makes a database and returns the options with which a server finds it. */
  abstract List<String> create();

  /** Makes a database and returns the options of a server that many clients of one address use. */
  List<String> serverOptions() {
    var options = new ArrayList<>(NO_LIMITS);
    options.addAll(create());
    return options;
  }
}
