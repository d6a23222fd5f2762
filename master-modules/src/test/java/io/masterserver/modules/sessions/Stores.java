package io.masterserver.modules.sessions;

import io.masterserver.api.SessionStore;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabases;
import io.masterserver.testkit.InMemorySessionStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** The stores that there are. What holds for one must hold for the others. */
enum Stores {
  H2 {
    @Override
    Cluster fresh() {
      return new OnDatabase(TestDatabases.H2.fresh().open());
    }
  },

  POSTGRESQL {
    @Override
    Cluster fresh() {
      return new OnDatabase(TestDatabases.POSTGRESQL.fresh().open());
    }
  },

  /** The one for tests of others. */
  IN_MEMORY {
    @Override
    Cluster fresh() {
      return new InMemory(new InMemorySessionStore());
    }
  };

  static final Duration RENEW_EVERY = Duration.ofSeconds(5);
  static final Duration WINDOW = Duration.ofSeconds(60);
  static final LaneLimits LIMITS = new LaneLimits(1000, 20_000, 64 << 20);

  /** Nodes that share their sessions, none of which were there before. */
  sealed interface Cluster extends AutoCloseable {

    /** Adds a node. */
    SessionStore node();

    @Override
    void close();
  }

  abstract Cluster fresh();

  /** Returns the store of a node that has not been there before. */
  static DatabaseSessionStore on(Database database, NodeLease lease) {
    return new DatabaseSessionStore(
        database, lease, WINDOW, LIMITS, StoreMetrics.in(new SimpleMeterRegistry()));
  }

  private record OnDatabase(JdbcDatabase database) implements Cluster {

    OnDatabase {
      database.migrate("sessions", DatabaseSessionStore.MIGRATION);
    }

    @Override
    public SessionStore node() {
      return on(database, new NodeLease(RENEW_EVERY, System::nanoTime));
    }

    @Override
    public void close() {
      database.close();
    }
  }

  private record InMemory(InMemorySessionStore store) implements Cluster {

    @Override
    public SessionStore node() {
      return store;
    }

    @Override
    public void close() {}
  }
}
