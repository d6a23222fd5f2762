package io.masterserver.modules.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The database as it is now: open, gone for a while, or closed. While it is gone, work fails at
 * once.
 *
 * <p>Threads: any; only the module's actor changes it.
 */
final class WatchedDatabase implements Database {

  private sealed interface State {
    record Open(JdbcDatabase database) implements State {}

    record Gone(String why) implements State {}
  }

  private volatile State state = new State.Gone("the database is not open yet");

  void open(JdbcDatabase database) {
    state = new State.Open(database);
  }

  void gone(String why) {
    state = new State.Gone(why);
  }

  @Override
  public <T> T call(Work<T> work) {
    return now(database -> database.call(work));
  }

  @Override
  public <T> CompletionStage<T> submit(Work<T> work) {
    return switch (state) {
      case State.Open(JdbcDatabase database) -> database.submit(work);
      case State.Gone(String why) -> CompletableFuture.failedFuture(new DatabaseUnavailable(why));
    };
  }

  @Override
  public void migrate(String owner, String location) {
    now(
        database -> {
          database.migrate(owner, location);
          return true;
        });
  }

  private <T> T now(Function<JdbcDatabase, T> use) {
    return switch (state) {
      case State.Open(JdbcDatabase database) -> use.apply(database);
      case State.Gone(String why) -> throw new DatabaseUnavailable(why);
    };
  }
}
