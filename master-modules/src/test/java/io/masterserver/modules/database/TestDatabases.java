package io.masterserver.modules.database;

import java.util.UUID;

/**
 * The kinds of databases the server works with. What holds for one must hold for the other: <br>
 * {@code @ParameterizedClass @EnumSource(TestDatabases.class) class …Test { …Test(TestDatabases
 * kind) … }}
 */
public enum TestDatabases {
  /** In memory: exists until the JVM ends. */
  H2 {
    @Override
    public TestDatabase fresh() {
      return new TestDatabase("jdbc:h2:mem:" + UUID.randomUUID(), "tester", "of-no-importance");
    }
  },

  /** A real one, of the server that all tests of this JVM share. */
  POSTGRESQL {
    @Override
    public TestDatabase fresh() {
      return PostgresServer.shared().newDatabase();
    }
  };

  /** Makes a database that nobody else uses. */
  public abstract TestDatabase fresh();
}
