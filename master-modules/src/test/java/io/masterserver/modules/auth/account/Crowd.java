package io.masterserver.modules.auth.account;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Many who do the same at the same time. */
public final class Crowd {

  private Crowd() {}

  /**
   * Lets {@code size} threads do {@code work}, all at once.
   *
   * @param work gets a number from 0
   * @return for each what it has returned, or the exception it has thrown
   */
  public static List<Object> doAtOnce(int size, IntFunction<Object> work) throws Exception {
    var start = new CountDownLatch(1);
    List<FutureTask<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int number = i;
      var task =
          new FutureTask<>(
              () -> {
                start.await();
                return work.apply(number);
              });
      Thread.ofVirtual().start(task);
      tasks.add(task);
    }
    start.countDown();
    List<Object> outcomes = new ArrayList<>();
    for (FutureTask<Object> task : tasks) {
      outcomes.add(outcome(task));
    }
    return outcomes;
  }

  private static Object outcome(FutureTask<Object> task)
      throws InterruptedException, TimeoutException {
    try {
      return task.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
