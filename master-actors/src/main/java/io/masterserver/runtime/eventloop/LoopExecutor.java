package io.masterserver.runtime.eventloop;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One dispatcher's share in the event loops, or in one of them. Threads: any. */
final class LoopExecutor extends AbstractExecutorService {

  private final EventLoops loops;
  private final Executor target;
  private final AtomicBoolean shutDown = new AtomicBoolean();
  private final AtomicInteger notYetDone;
  private final Object terminated = new Object();

  /**
   * @param loops a share in them, which is given back with the shutdown
   * @param target what runs the tasks: the loops, or one of them
   */
  LoopExecutor(EventLoops loops, Executor target) {
    this.loops = loops;
    this.target = target;
    this.notYetDone = new AtomicInteger(loops.all().size());
  }

  @Override
  public void execute(Runnable task) {
    if (shutDown.get()) {
      throw new RejectedExecutionException("the executor of this dispatcher has been shut down");
    }
    target.execute(task);
  }

  /** Tasks run in their order: when the last one of each loop has been run, all have. */
  @Override
  public void shutdown() {
    if (shutDown.compareAndSet(false, true)) {
      loops.all().forEach(loop -> loop.execute(this::oneLoopDone));
      loops.giveBack();
    }
  }

  private void oneLoopDone() {
    if (notYetDone.decrementAndGet() == 0) {
      synchronized (terminated) {
        terminated.notifyAll();
      }
    }
  }

  /** What was begun cannot be stopped, and what waits belongs to actors, who count on it. */
  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutDown.get();
  }

  @Override
  public boolean isTerminated() {
    return notYetDone.get() == 0;
  }

  /** Waits, so not to be called on a loop. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    synchronized (terminated) {
      while (!isTerminated()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(terminated, left);
      }
    }
    return true;
  }
}
