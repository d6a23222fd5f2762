package io.masterserver.modules.database;

import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;

/** Opens connections, with neither pool nor gate. Threads: any. */
final class Connector {

  /** What a statement that was cancelled gets to say so, before the connection counts as dead. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final DatabaseSettings settings;

  Connector(DatabaseSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns when the database has answered. Waits.
   *
   * @throws DatabaseRefused if it never will
   * @throws DatabaseUnavailable if it did not now; the message says why
   */
  void check() {
    settings.jdbcUrl().file().ifPresent(DataFolder::prepare);
    try (Connection connection = forTransactions().getConnection()) {
      connection.createStatement().execute("SELECT 1");
    } catch (SQLException e) {
      throw ConnectFailure.of(e, settings);
    }
  }

  /** Connections that count as dead when they are silent for longer than a statement may take. */
  DataSource forTransactions() {
    Properties properties = new Properties();
    if (settings.jdbcUrl().isPostgresql()) {
      properties.putAll(postgresql());
      Duration silence = settings.statementTimeout().plus(GRACE);
      properties.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
    }
    return dataSource(properties);
  }

  /** Connections for statements that take as long as they take. */
  DataSource forMigrations() {
    Properties properties = new Properties();
    if (settings.jdbcUrl().isPostgresql()) {
      properties.putAll(postgresql());
    }
    return dataSource(properties);
  }

  private Properties postgresql() {
    Properties properties = new Properties();
    long seconds = Math.max(1, settings.connectionTimeout().toSeconds());
    properties.setProperty("connectTimeout", Long.toString(seconds));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "master-server");
    // The details of an error are the values of a row.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  private DataSource dataSource(Properties properties) {
    return new DriverDataSource(
        settings.jdbcUrl().url(), null, properties, settings.user(), settings.password());
  }
}
