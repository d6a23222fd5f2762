package io.masterserver.modules.database;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;

/**
 * A database for tests, empty at first.
 *
 * @param jdbcUrl without user and password
 */
public record TestDatabase(String jdbcUrl, String user, String password) {

  /** The section {@code master.database} for it; otherwise the defaults. */
  public Config config() {
    Map<String, String> own = Map.of("jdbc-url", jdbcUrl, "user", user, "password", password);
    return ConfigFactory.parseMap(own, "test")
        .withFallback(ConfigFactory.defaultReference().getConfig("master.database"));
  }

  /** Opens it without the module, with the default settings. Must be closed. */
  public JdbcDatabase open() {
    return JdbcDatabase.open(DatabaseSettings.from(config()));
  }
}
