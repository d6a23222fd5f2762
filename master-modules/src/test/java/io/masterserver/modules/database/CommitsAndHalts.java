package io.masterserver.modules.database;

import com.typesafe.config.ConfigFactory;
import java.util.Map;

/** A program that commits a row, and in the same moment is no more. */
final class CommitsAndHalts {

  private CommitsAndHalts() {}

  /**
   * @param arguments the address of the database
   */
  public static void main(String[] arguments) {
    var own = ConfigFactory.parseMap(Map.of("jdbc-url", arguments[0]));
    var defaults = ConfigFactory.defaultReference().getConfig("master.database");
    JdbcDatabase database = JdbcDatabase.open(DatabaseSettings.from(own.withFallback(defaults)));
    database.migrate("notes", "database/scripts");
    database.call(t -> t.execute("INSERT INTO note VALUES (1, 'kept', 1)"));
    Runtime.getRuntime().halt(0);
  }
}
