package io.masterserver.runtime.eventloop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a loop has done, and does now. Written by its thread alone, without locking anything; read
 * by others, who see it a little later.
 */
final class LoopCounts {

  private final AtomicLong turns = new AtomicLong();
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong begun = new AtomicLong();
  private final AtomicReference<@Nullable Runnable> running = new AtomicReference<>();

  /** A turn has ended. */
  void turn(int tasksRun, long nanos, int tasksWaiting) {
    add(turns, 1);
    add(tasks, tasksRun);
    add(busyNanos, nanos);
    waiting.setRelease(tasksWaiting);
  }

  void begins(Runnable task) {
    add(begun, 1);
    running.setRelease(task);
  }

  void ended() {
    running.setRelease(null);
  }

  private static void add(AtomicLong count, long more) {
    count.setRelease(count.getPlain() + more);
  }

  long turns() {
    return turns.get();
  }

  long tasks() {
    return tasks.get();
  }

  /** How long all turns took together, without the waiting between them. */
  long busyNanos() {
    return busyNanos.get();
  }

  /** How many tasks the last turn has left. */
  int waiting() {
    return (int) waiting.get();
  }

  /** The number of the task that has begun last. */
  long begun() {
    return begun.get();
  }

  /** The task that runs now; nothing if none does. */
  @Nullable Runnable running() {
    return running.get();
  }
}
