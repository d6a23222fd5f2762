package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The threads that compute the keys of TLS: a millisecond or two for each new client, for which
 * those that play do not wait. They are of the lowest priority, and wake each other: a thread of
 * ordinary priority that did it would take the processor from an event loop, and what has taken it
 * once has it, on Linux, for a millisecond.
 */
public final class HandshakeThreads implements AutoCloseable {

  /** Half of the processors are enough: each computes for a fifth of the time at most. */
  private static final int SHARE = 2;

  private static final long KEEP_IDLE_SECONDS = 60;

  private final ScheduledExecutorService threads;

  /** Starts none before there is something to compute. */
  @SuppressWarnings("ThreadPriorityCheck") // a wish: others go first where the system grants it
  public HandshakeThreads() {
    var pool =
        new ScheduledThreadPoolExecutor(
            Math.max(1, Runtime.getRuntime().availableProcessors() / SHARE),
            Thread.ofPlatform()
                .name("tls-handshake-", 1)
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .factory());
    pool.setKeepAliveTime(KEEP_IDLE_SECONDS, TimeUnit.SECONDS);
    pool.allowCoreThreadTimeOut(true);
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.threads = pool;
  }

  /**
   * Returns what gives them work at a pace, in a lane for each processor.
   *
   * @param returned how many clients have come back so far: they make way for others
   */
  public PacedExecutor paced(LongSupplier returned) {
    return new PacedExecutor(
        Runtime.getRuntime().availableProcessors(),
        threads,
        this::after,
        System::nanoTime,
        returned);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // TLS tells the failures of its tasks itself
  private void after(Duration delay, Runnable task) {
    threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What waits is not computed any more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
