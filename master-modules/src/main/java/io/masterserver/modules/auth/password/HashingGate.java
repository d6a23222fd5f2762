package io.masterserver.modules.auth.password;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few hash at a time, on threads of their own, and a bounded number wait for it. Threads:
 * any that may wait.
 *
 * <pre>{@code
 * caller ──place──▶ waits for a memory ──▶ thread of the gate hashes in it ──▶ memory goes back
 *    └── none: TooBusy     └── none in time: TooBusy
 * }</pre>
 */
final class HashingGate implements AutoCloseable {

  private final int atOnce;
  private final int waiting;
  private final Duration waitAtMost;
  private final Semaphore places;
  private final BlockingQueue<Argon2Memory> idle;
  private final ExecutorService threads;

  /**
   * @param cost of most hashes
   * @param atOnce how many at a time, each with its own memory
   * @param waiting how many more may wait for one of those
   * @param waitAtMost how long
   */
  @SuppressWarnings("ThreadPriorityCheck") // a wish: others go first where the system grants it
  HashingGate(Argon2Cost cost, int atOnce, int waiting, Duration waitAtMost) {
    this.atOnce = atOnce;
    this.waiting = waiting;
    this.waitAtMost = waitAtMost;
    this.places = new Semaphore(atOnce + waiting);
    this.idle = new ArrayBlockingQueue<>(atOnce, true);
    for (int i = 0; i < atOnce; i++) {
      idle.add(new Argon2Memory(cost));
    }
    this.threads =
        Executors.newFixedThreadPool(
            atOnce,
            Thread.ofPlatform()
                .name("password-hash-", 1)
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .factory());
  }

  /**
   * Does {@code work} when it is its turn, and returns what it returns. Once begun, it is not given
   * up.
   *
   * @throws TooBusy if too many are waiting, its turn did not come in time, the caller was
   *     interrupted, or the gate is closed
   */
  <T> T pass(Function<Argon2Memory, T> work) {
    if (!places.tryAcquire()) {
      throw new TooBusy(
          "%d passwords are waiting to be hashed (the most allowed)".formatted(waiting));
    }
    try {
      return onThread(nextIdle(), work);
    } finally {
      places.release();
    }
  }

  private Argon2Memory nextIdle() {
    try {
      @Nullable Argon2Memory memory = idle.poll(waitAtMost.toNanos(), TimeUnit.NANOSECONDS);
      if (memory == null) {
        throw new TooBusy("a password was not hashed: its turn did not come within " + waitAtMost);
      }
      return memory;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooBusy("a password was not hashed: interrupted");
    }
  }

  private <T> T onThread(Argon2Memory memory, Function<Argon2Memory, T> work) {
    var turn = new Turn<>(work, memory, idle);
    try {
      threads.execute(turn);
    } catch (RejectedExecutionException e) {
      idle.add(memory);
      throw new TooBusy("a password was not hashed: the server stops");
    }
    return turn.result();
  }

  /** How many have been let in and have not left yet, whether they wait or hash. */
  int inside() {
    return atOnce + waiting - places.availablePermits();
  }

  /** Lets nobody in any more; what has begun is finished. */
  @Override
  public void close() {
    threads.shutdown();
  }

  /** One piece of work, between the thread that does it and the one that waits for it. */
  private static final class Turn<T> implements Runnable {

    private final Function<Argon2Memory, T> work;
    private final Argon2Memory memory;
    private final BlockingQueue<Argon2Memory> idle;
    private final Semaphore done = new Semaphore(0);
    private @Nullable T value;
    private @Nullable Throwable failure;

    Turn(Function<Argon2Memory, T> work, Argon2Memory memory, BlockingQueue<Argon2Memory> idle) {
      this.work = work;
      this.memory = memory;
      this.idle = idle;
    }

    @Override
    public void run() {
      try {
        value = work.apply(memory);
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        idle.add(memory);
        done.release();
      }
    }

    T result() {
      done.acquireUninterruptibly();
      if (value == null) {
        throw new IllegalStateException("a password could not be hashed", failure);
      }
      return value;
    }
  }
}
