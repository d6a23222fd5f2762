package io.masterserver.modules.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.testkit.ModuleTestKit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The database module")
@Timeout(60)
class DatabaseModuleTest {

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);

  private final DatabaseModule module = new DatabaseModule();

  @TempDir private Path home;

  @Test
  void makes_the_folder_of_the_file_and_keeps_what_was_committed() {
    for (int life = 1; life <= 2; life++) {
      int row = life;
      try (var kit = start(Map.of("home", home.toString()))) {
        Database database = module.api(kit.module());
        database.migrate("notes", "database/scripts");
        database.call(t -> t.execute("INSERT INTO note VALUES (?, ?, ?)", row, "n" + row, row));

        assertThat(home.resolve("data/master.mv.db")).exists();
        assertThat(rows(database)).isEqualTo(row);
      }
    }
  }

  @Test
  void keeps_what_was_committed_when_the_program_is_cut_off() throws Exception {
    String url = "jdbc:h2:file:" + home.resolve("crash");
    Process program =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                CommitsAndHalts.class.getName(),
                url)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(program.waitFor(50, TimeUnit.SECONDS)).isTrue();

    try (var kit = start(Map.of("jdbc-url", url))) {
      assertThat(rows(module.api(kit.module()))).isEqualTo(1);
    }
  }

  @Test
  void closes_its_connections_when_it_stops() {
    TestDatabase place = TestDatabases.H2.fresh();
    Database database;
    try (var kit = start(place)) {
      database = module.api(kit.module());
    }

    assertThatThrownBy(() -> database.call(t -> 1))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessage("the database is closed");
  }

  @Test
  void names_the_folder_in_which_it_cannot_write() throws IOException {
    Path file = Files.writeString(home.resolve("data"), "not a folder");

    refused(Map.of("home", home.toString()))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("master.database.jdbc-url");
  }

  @Test
  void says_that_another_program_has_the_file() throws IOException {
    Path file = home.resolve("data/master.mv.db");
    start(Map.of("home", home.toString())).close();

    try (var other = FileChannel.open(file, StandardOpenOption.WRITE)) {
      other.lock();

      refused(Map.of("home", home.toString())).hasMessageContaining("in use by another program");
    }
  }

  @Test
  void does_not_start_with_a_wrong_password_and_does_not_show_it() {
    TestDatabase place = TestDatabases.POSTGRESQL.fresh();
    String url = place.jdbcUrl() + "?password=s3cret";

    refused(Map.of("jdbc-url", url, "user", place.user()))
        .hasMessageContaining(place.jdbcUrl() + " refuses user 'tester' or the password");
  }

  @Test
  void does_not_start_without_the_database_it_was_given_the_name_of() {
    TestDatabase place = TestDatabases.POSTGRESQL.fresh();

    refused(
            Map.of(
                "jdbc-url", place.jdbcUrl() + "x",
                "user", place.user(),
                "password", place.password()))
        .hasMessageContaining("there is no database of that name");
  }

  @Test
  void does_not_start_with_an_unsupported_database() {
    refused(Map.of("jdbc-url", "jdbc:oracle:thin:me/s3cret@host"))
        .hasMessageContaining("'jdbc:oracle:' (expected: jdbc:h2:… or jdbc:postgresql:…)");
  }

  @Test
  void is_not_ready_while_the_database_is_gone_and_works_again_when_it_is_back() {
    try (var server = PostgresServer.start();
        var kit = start(server.newDatabase())) {
      Database database = module.api(kit.module());
      database.migrate("notes", "database/scripts");
      database.call(t -> t.execute("INSERT INTO note VALUES (1, 'kept', 1)"));

      server.stop();

      assertThatThrownBy(() -> rows(database)).isInstanceOf(DatabaseUnavailable.class);
      assertThatThrownBy(() -> database.migrate("others", "database/others"))
          .isInstanceOf(DatabaseUnavailable.class);
      while (kit.notReady().isEmpty()) {
        kit.timePasses(CHECK_INTERVAL);
      }
      assertThat(kit.notReady().orElseThrow()).contains("does not answer");
      assertThat(database.submit(t -> 1).toCompletableFuture())
          .isCompletedExceptionally(); // at once

      server.startAgain();
      while (kit.notReady().isPresent()) {
        kit.timePasses(CHECK_INTERVAL);
      }

      assertThat(rows(database)).isEqualTo(1);
    }
  }

  private static int rows(Database database) {
    return database.call(
        t -> t.createQuery("SELECT count(*) FROM note").mapTo(Integer.class).one());
  }

  private ModuleTestKit<DatabaseWatch.Command> start(TestDatabase place) {
    return start(
        Map.of("jdbc-url", place.jdbcUrl(), "user", place.user(), "password", place.password()));
  }

  private ModuleTestKit<DatabaseWatch.Command> start(Map<String, String> own) {
    Config settings = ConfigFactory.parseMap(own).atPath("master.database");
    return ModuleTestKit.start(module, settings);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(Map<String, String> own) {
    return assertThatThrownBy(() -> start(own))
        .isInstanceOf(AssertionError.class)
        .hasMessageNotContaining("s3cret")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }
}
