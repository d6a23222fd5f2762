package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs what strangers make the server compute, so that those who play keep four fifths of every
 * processor: in lanes, one task after another, each lane at a {@link Pace}. A task that finds that
 * nobody needs it any more costs nothing, and the next one follows at once.
 *
 * <p>What waits has no bound of its own: it is one task for each connection at most. Threads: any.
 */
public final class PacedExecutor implements Executor {

  /** However long a task takes, and however long it was kept from a processor. */
  private static final Duration LONGEST = Duration.ofMillis(20);

  private final List<Lane> lanes;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param lanes how many tasks run at the same time at most
   * @param executor on which they run
   * @param returned how many clients have come back so far: they make way for others
   */
  PacedExecutor(
      int lanes, Executor executor, Timer timer, LongSupplier nanoClock, LongSupplier returned) {
    this.lanes =
        Stream.generate(() -> new Lane(executor, timer, nanoClock, returned)).limit(lanes).toList();
  }

  @Override
  public void execute(Runnable task) {
    lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size())).add(task);
  }

  private static final class Lane {

    private final Executor executor;
    private final Timer timer;
    private final LongSupplier nanoClock;
    private final Pace pace;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Whether a task runs, or the time after it has not passed. */
    private boolean busy;

    Lane(Executor executor, Timer timer, LongSupplier nanoClock, LongSupplier returned) {
      this.executor = executor;
      this.timer = timer;
      this.nanoClock = nanoClock;
      this.pace = new Pace(Duration.ZERO, LONGEST, nanoClock, returned);
    }

    synchronized void add(Runnable task) {
      waiting.add(task);
      if (!busy) {
        busy = true;
        executor.execute(this::runNext);
      }
    }

    private synchronized @Nullable Runnable next() {
      Runnable next = waiting.poll();
      busy = next != null;
      return next;
    }

    private void runNext() {
      Runnable task = next();
      if (task == null) {
        return;
      }
      long began = nanoClock.getAsLong();
      try {
        task.run();
      } finally {
        Duration wait = pace.after(nanoClock.getAsLong() - began);
        if (wait.isZero()) {
          executor.execute(this::runNext);
        } else {
          timer.after(wait, this::runNext);
        }
      }
    }
  }
}
