package io.masterserver.core.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the user's code of one client: one task at a time, in order, on a virtual thread that lives
 * while there is something to run.
 *
 * <p>Threads: any.
 */
final class Dispatch {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  private record Task(Runnable work, int weight) {}

  private final int bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Queue<Task> tasks = new ArrayDeque<>();

  private long weight;
  private boolean unbounded;
  private boolean runnerWaits;
  private volatile @Nullable Thread runner; // written under the lock, read without

  /**
   * @param bound the weight of waiting tasks from which on {@link #executeWithinBound} waits
   */
  Dispatch(int bound) {
    this.bound = bound;
  }

  /** Never waits: for tasks whose number is bounded by something else. */
  void execute(Runnable work) {
    lock.lock();
    try {
      add(new Task(work, 0));
    } finally {
      lock.unlock();
    }
  }

  /** Waits for room first, except on the dispatch thread, which would wait for itself. */
  void executeWithinBound(int weightOfWork, Runnable work) {
    lock.lock();
    try {
      while (weight >= bound && !unbounded && !runnerWaits && !isRunner()) {
        room.awaitUninterruptibly();
      }
      add(new Task(work, weightOfWork));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does what may have to wait for the server. What it waits for may be read behind what finds no
   * room here: so on the dispatch thread, nobody waits for room meanwhile.
   */
  <T> T waitForServer(Supplier<T> work) {
    if (!isRunner()) {
      return work.get();
    }
    runnerWaits(true);
    try {
      return work.get();
    } finally {
      runnerWaits(false);
    }
  }

  private boolean isRunner() {
    return Thread.currentThread() == runner;
  }

  private void runnerWaits(boolean waits) {
    lock.lock();
    try {
      runnerWaits = waits;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets everyone go on who waits for room, now and later: nothing is read any more. */
  void stopBounding() {
    lock.lock();
    try {
      unbounded = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(Task task) {
    tasks.add(task);
    weight += task.weight();
    if (runner == null) {
      runner = Thread.ofVirtual().name("master-client-dispatch").unstarted(this::run);
      runner.start();
    }
  }

  private void run() {
    for (Task task = next(); task != null; task = next()) {
      try {
        task.work().run();
      } catch (Throwable e) {
        LOG.error("A callback of a master client failed; the client goes on", e);
      }
    }
  }

  private @Nullable Task next() {
    lock.lock();
    try {
      Task task = tasks.poll();
      if (task == null) {
        runner = null;
        return null;
      }
      weight -= task.weight();
      if (weight < bound) {
        room.signalAll();
      }
      return task;
    } finally {
      lock.unlock();
    }
  }
}
