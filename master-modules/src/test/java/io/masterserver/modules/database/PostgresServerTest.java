package io.masterserver.modules.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The PostgreSQL of the tests")
@Timeout(60)
class PostgresServerTest {

  @Test
  void keeps_its_port_and_its_data_when_it_is_started_again() throws SQLException {
    try (var server = PostgresServer.start()) {
      TestDatabase database = server.newDatabase();
      try (Connection before = connect(database)) {
        before.createStatement().execute("CREATE TABLE kept (number INT)");

        server.stop();

        assertThatThrownBy(() -> connect(database)).isInstanceOf(SQLException.class);
        assertThat(before.isValid(5)).isFalse();
      }
      server.startAgain();

      try (Connection after = connect(database)) {
        assertThat(after.createStatement().execute("SELECT number FROM kept")).isTrue();
      }
    }
  }

  @Test
  void wants_the_password() {
    TestDatabase database = PostgresServer.shared().newDatabase();

    assertThatThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "wrong"))
        .hasMessageContaining("password authentication failed");
  }

  private static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
