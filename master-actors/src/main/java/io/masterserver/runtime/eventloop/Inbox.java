package io.masterserver.runtime.eventloop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What other threads give a loop to do, and whether somebody has to wake it for that.
 *
 * <p>No wake-up is lost. Before the loop waits, it says that it is asleep, and looks into the inbox
 * only then. Whoever puts a task puts it first, and asks only then whether the loop is asleep. All
 * four are volatile accesses, so all threads see them in one order, and in that order one of two is
 * first: if the task is, the loop finds it and does not wait; if the loop's word is, whoever put
 * the task sees it and rings. Of several who see it, only the one that changes it rings: the wait
 * that the word was for has not ended before it, or has ended anyway. A ring that comes late, when
 * the loop is up by itself, only ends its next wait at once: the selector remembers it. What could
 * make the selector forget is a look without waiting; it ends no wait, and before the next one the
 * loop looks into the inbox again.
 *
 * <p>Nor is a task lost when the loop ends: it says so first, and takes what is there only then;
 * whoever has put a task asks whether the loop has ended, and if it can take the task back, nobody
 * has run it.
 *
 * <p>Has no bound of its own: the tasks of actors are their mailboxes, each of which is here once
 * at most, as with any executor.
 */
final class Inbox {

  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean asleep = new AtomicBoolean();
  private volatile boolean closed;
  private final Runnable ring;

  /**
   * @param ring ends the wait that the loop is in, or else its next one; any thread
   */
  Inbox(Runnable ring) {
    this.ring = ring;
  }

  /**
   * Leaves a task and sees to it that the loop takes it. Threads: any.
   *
   * @throws RejectedExecutionException if the loop has ended
   */
  void put(Runnable task) {
    add(task);
    if (isClosed() && takeBack(task)) {
      throw new RejectedExecutionException("the event loop has ended");
    }
    if (isAsleep() && claimRing()) {
      ring.run();
    }
  }

  // ---- the single steps of a put, each one access; the test tries all their orders -----------

  void add(Runnable task) {
    tasks.add(task);
  }

  boolean isClosed() {
    return closed;
  }

  boolean takeBack(Runnable task) {
    return tasks.remove(task);
  }

  boolean isAsleep() {
    return asleep.get();
  }

  boolean claimRing() {
    return asleep.compareAndSet(true, false);
  }

  // ---- the loop ------------------------------------------------------------------------------

  /** Call before {@link #isEmpty}, and wait only if it is. */
  void lieDown() {
    asleep.set(true);
  }

  void getUp() {
    asleep.set(false);
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  @Nullable Runnable take() {
    return tasks.poll();
  }

  /** The loop takes what is there by now, and nothing that comes later. */
  void close() {
    closed = true;
  }

  /** How many tasks there are; takes as long as there are many. */
  int size() {
    return tasks.size();
  }
}
