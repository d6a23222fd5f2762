package io.masterserver.runtime.eventloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that waits for sockets and runs tasks, in turns: a few of the sockets that are ready,
 * what other threads have left, then tasks up to a bound, among them what is due by now and one
 * part of whatever long work there is, then what has been put off to the end of the turn. So
 * neither sockets nor tasks ever wait for more than one turn of the others.
 *
 * <p>Sockets are few for a turn, so that what they bring is done with before the next ones bring
 * something: all that is touched for them stays in the processor's cache. The next look for ready
 * sockets comes when all of the last one have had their turn.
 *
 * <p>Tasks run in the order in which they came. A task must not block: it would hold up all others.
 */
public final class EventLoop implements Executor {

  /** What is read at once, at most, and written at once. */
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);
  private static final ThreadLocal<@Nullable EventLoop> CURRENT = new ThreadLocal<>();

  private final int index;
  private final int tasksPerTurn;
  private final int socketsPerTurn;
  private final Selector selector;
  private final Inbox inbox;
  private final Thread thread;
  private final LoopCounts counts = new LoopCounts();

  // Of the loop's thread alone:
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final ArrayDeque<Runnable> patientTasks = new ArrayDeque<>();
  private final PriorityQueue<Later> later = new PriorityQueue<>();
  private final ArrayDeque<SelectionKey> readyKeys = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private List<Runnable> atEndOfTurn = new ArrayList<>();
  private List<Runnable> endingTurn = new ArrayList<>();
  private boolean stopping;

  /**
   * @param threads makes the loop's thread, which gets a name of ours
   */
  EventLoop(int index, EventLoopSettings settings, ThreadFactory threads) {
    this.index = index;
    this.tasksPerTurn = settings.tasksPerTurn();
    this.socketsPerTurn = settings.socketsPerTurn();
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector for an event loop", e);
    }
    this.inbox = new Inbox(selector::wakeup);
    this.thread = threads.newThread(this::run);
    thread.setName("master-loop-" + index);
  }

  /** Returns the loop on whose thread this is called; nothing on other threads. */
  public static @Nullable EventLoop current() {
    return CURRENT.get();
  }

  /** Which of the loops it is, from 0. */
  public int index() {
    return index;
  }

  /** Whether this is called on the loop's thread. */
  public boolean isCurrent() {
    return CURRENT.get() == this;
  }

  /**
   * Runs a task behind those that are there. On the loop's own thread it costs next to nothing;
   * from others, the loop is woken if it waits. Threads: any.
   *
   * @throws RejectedExecutionException if the loop has ended
   */
  @Override
  public void execute(Runnable task) {
    if (isCurrent()) {
      tasks.add(task);
    } else {
      inbox.put(task);
    }
  }

  /**
   * Runs a part of some long work, behind all that is there: each turn takes one such part, and
   * looks at its sockets before the next one. Call on the loop's thread.
   */
  public void executeInTurn(Runnable task) {
    patientTasks.add(task);
  }

  /**
   * Runs a task when some time has passed, up to a millisecond later if the loop is idle. No other
   * thread is woken for it, which would take the processor from this one. What is not due when the
   * loop ends is not run. Call on the loop's thread.
   */
  public void executeAfter(Duration delay, Runnable task) {
    later.add(new Later(System.nanoTime() + delay.toNanos(), task));
  }

  /** Runs something when the tasks of this turn have been run. Call on the loop's thread. */
  public void atEndOfTurn(Runnable last) {
    atEndOfTurn.add(last);
  }

  /**
   * Watches a channel. Call on the loop's thread.
   *
   * @param operations of interest; can be changed at the key, on the loop's thread
   * @throws ClosedChannelException if it has been closed
   */
  public SelectionKey watch(SelectableChannel channel, int operations, IoHandler handler)
      throws ClosedChannelException {
    return channel.register(selector, operations, handler);
  }

  /**
   * A buffer outside of the heap, 64 KiB, empty. To be used on the loop's thread, and not beyond
   * the call in which it was asked for.
   */
  public ByteBuffer buffer() {
    return buffer.clear();
  }

  LoopCounts counts() {
    return counts;
  }

  /** How many tasks wait; threads: any. */
  int queued() {
    return counts.waiting() + inbox.size();
  }

  /** Where the loop is now: to be shown to people. */
  StackTraceElement[] stack() {
    return thread.getStackTrace();
  }

  String name() {
    return thread.getName();
  }

  void start() {
    thread.start();
  }

  /** Ends when all tasks that are there have been run. */
  void stop() {
    execute(() -> stopping = true);
  }

  // ---- the thread ----------------------------------------------------------------------------

  private void run() {
    CURRENT.set(this);
    while (!stopping || hasTasks()) {
      turn();
    }
    inbox.close();
    while (takeInbox() > 0 || hasTasks()) {
      takePatient();
      runTasks();
      endTurn();
    }
    close();
  }

  private void turn() {
    select();
    long began = System.nanoTime();
    handleReady();
    takeInbox();
    takeDue(began);
    takePatient();
    int run = runTasks();
    endTurn();
    counts.turn(run, System.nanoTime() - began, tasks.size());
  }

  private void select() {
    if (!readyKeys.isEmpty()) {
      return;
    }
    try {
      if (!hasTasks()) {
        inbox.lieDown();
        if (inbox.isEmpty()) {
          await();
        } else {
          selector.selectNow(readyKeys::add);
        }
        inbox.getUp();
        Thread.interrupted(); // left by some task; it would end every wait
      } else {
        selector.selectNow(readyKeys::add);
      }
    } catch (IOException e) {
      log.error("An event loop cannot look at its sockets", e);
    }
  }

  /** Waits for sockets, until something is due or another thread calls. */
  private void await() throws IOException {
    Later next = later.peek();
    if (next == null) {
      selector.select(readyKeys::add);
      return;
    }
    long nanos = next.dueNanos() - System.nanoTime();
    if (nanos > 0) {
      selector.select(readyKeys::add, Math.ceilDiv(nanos, NANOS_PER_MILLI));
    } else {
      selector.selectNow(readyKeys::add);
    }
  }

  private void handleReady() {
    for (int i = 0; i < socketsPerTurn; i++) {
      SelectionKey key = readyKeys.poll();
      if (key == null) {
        return;
      }
      try {
        ((IoHandler) key.attachment()).ready(key.readyOps());
      } catch (CancelledKeyException e) {
        // closed by a handler before it
      } catch (Throwable e) {
        uncaught(e);
      }
    }
  }

  /** Takes no more than a turn can do; returns how many. */
  private int takeInbox() {
    int taken = 0;
    while (taken < tasksPerTurn) {
      Runnable task = inbox.take();
      if (task == null) {
        break;
      }
      tasks.add(task);
      taken++;
    }
    return taken;
  }

  private void takeDue(long nowNanos) {
    for (Later next = later.peek();
        next != null && next.dueNanos() - nowNanos <= 0;
        next = later.peek()) {
      later.remove();
      tasks.add(next.task());
    }
  }

  private void takePatient() {
    Runnable task = patientTasks.poll();
    if (task != null) {
      tasks.add(task);
    }
  }

  private boolean hasTasks() {
    return !tasks.isEmpty() || !patientTasks.isEmpty();
  }

  private int runTasks() {
    int run = 0;
    while (run < tasksPerTurn) {
      Runnable task = tasks.poll();
      if (task == null) {
        break;
      }
      run++;
      runTask(task);
    }
    return run;
  }

  private void runTask(Runnable task) {
    counts.begins(task);
    try {
      task.run();
    } catch (Throwable e) {
      uncaught(e);
    }
    counts.ended();
  }

  private void endTurn() {
    if (atEndOfTurn.isEmpty()) {
      return;
    }
    List<Runnable> ending = atEndOfTurn;
    atEndOfTurn = endingTurn;
    endingTurn = ending;
    for (int i = 0; i < ending.size(); i++) {
      try {
        ending.get(i).run();
      } catch (Throwable e) {
        uncaught(e);
      }
    }
    ending.clear();
  }

  /** The thread goes on, because others need it; who made it decides what else happens. */
  private void uncaught(Throwable e) {
    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
  }

  private void close() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      log.warn("An event loop could not be closed", e);
    }
  }

  /**
   * A task for later.
   *
   * @param dueNanos by {@link System#nanoTime}
   */
  private record Later(long dueNanos, Runnable task) implements Comparable<Later> {
    @Override
    public int compareTo(Later other) {
      return Long.signum(dueNanos - other.dueNanos);
    }
  }
}
