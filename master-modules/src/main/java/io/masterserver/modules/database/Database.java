package io.masterserver.modules.database;

import java.util.concurrent.CompletionStage;
import org.jdbi.v3.core.Handle;

/**
 * The database of this server, for the modules that keep something in it.
 *
 * <p>All work is done in transactions, at most as many at a time as there are connections, with a
 * bounded queue before them. Threads: any, but see each method.
 */
public interface Database {

  /**
   * Work of one transaction. It may be done more than once, so it changes nothing but the database.
   */
  @FunctionalInterface
  interface Work<T> {
    T in(Handle transaction);
  }

  /**
   * Does {@code work} in a transaction and returns what it returns, when it is committed. Waits:
   * only for virtual threads and programs, never for an actor.
   *
   * @throws DatabaseUnavailable if the database did not answer, or too much is waiting for it
   *     already; then nothing is changed, or the connection was lost while it was committed
   * @throws UniqueConstraintViolated if another row has the same value where each needs its own
   */
  <T> T call(Work<T> work);

  /**
   * Does {@code work} as {@link #call} does, on a virtual thread; fails with the same exceptions.
   */
  <T> CompletionStage<T> submit(Work<T> work);

  /**
   * Brings tables up to date with the scripts of a module. Waits.
   *
   * @param owner the module; it has a history of its own
   * @param location folder of Flyway scripts on the class path
   * @throws DatabaseUnavailable if the database did not answer
   */
  void migrate(String owner, String location);
}
