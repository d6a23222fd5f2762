package io.masterserver.modules.auth;

import io.masterserver.modules.database.Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A real database that answers when the test lets it, or not at all. */
final class HeldDatabase implements Database {

  private final Database real;
  private volatile CompletableFuture<Void> answers = CompletableFuture.completedFuture(null);
  private volatile Supplier<RuntimeException> failure = () -> null;

  HeldDatabase(Database real) {
    this.real = real;
  }

  /** Nothing is answered from now on, until {@link #release}. */
  void hold() {
    answers = new CompletableFuture<>();
  }

  void release() {
    answers.complete(null);
  }

  /** Everything fails from now on. */
  void failWith(Supplier<RuntimeException> failure) {
    this.failure = failure;
  }

  @Override
  public <T> T call(Work<T> work) {
    answers.join();
    RuntimeException fault = failure.get();
    if (fault != null) {
      throw fault;
    }
    return real.call(work);
  }

  @Override
  public <T> CompletionStage<T> submit(Work<T> work) {
    return CompletableFuture.supplyAsync(() -> call(work));
  }

  @Override
  public void migrate(String owner, String location) {
    real.migrate(owner, location);
  }
}
