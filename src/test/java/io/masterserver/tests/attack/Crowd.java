package io.masterserver.tests.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many connections that do the same at the same time. */
final class Crowd {

  /** What one of them does. */
  interface Deed {
    void run(int number) throws IOException;
  }

  private Crowd() {}

  /**
   * Returns when all have done it.
   *
   * @throws IOException the first failure, if any
   */
  static void of(int count, Deed deed) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> deeds = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        deeds.add(
            threads.submit(
                () -> {
                  deed.run(number);
                  return null;
                }));
      }
      for (Future<?> done : deeds) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
