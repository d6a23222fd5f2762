package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs something later. */
@FunctionalInterface
interface Timer {

  void after(Duration delay, Runnable task);

  /** Returns one in real time, whose tasks run on {@code executor}. */
  static Timer on(Executor executor) {
    return (delay, task) ->
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, executor)
            .execute(task);
  }
}
