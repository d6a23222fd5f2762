package io.masterserver.runtime.eventloop;

import com.typesafe.config.Config;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutionContexts;

/**
 * The event loops of one actor system, shared by its dispatchers and its transports. They run as
 * long as somebody has a share in them. Threads: any.
 */
public final class EventLoops implements Executor {

  /** By the settings of their systems, of which each system has its own. */
  private static final Map<ActorSystem.Settings, EventLoops> RUNNING = new HashMap<>();

  private final ActorSystem.Settings system;
  private final List<EventLoop> loops;
  private final SlowTaskWatch watch;
  private final Cancellable watching;
  private int shares; // guarded by RUNNING

  private EventLoops(DispatcherPrerequisites prerequisites) {
    this.system = prerequisites.settings();
    EventLoopSettings settings = EventLoopSettings.from(system.config());
    this.loops =
        IntStream.range(0, settings.loops())
            .mapToObj(index -> new EventLoop(index, settings, prerequisites.threadFactory()))
            .toList();
    this.watch = new SlowTaskWatch(loops, settings.slowTask(), System::nanoTime);
    this.watching = watch(prerequisites.scheduler());
    loops.forEach(EventLoop::start);
  }

  private Cancellable watch(Scheduler scheduler) {
    try {
      return scheduler.scheduleWithFixedDelay(
          watch.interval(), watch.interval(), watch, ExecutionContexts.fromExecutor(Runnable::run));
    } catch (IllegalStateException e) {
      // The system has ended: it starts a dispatcher that nobody has used to shut it down.
      return Cancellable.alreadyCancelled();
    }
  }

  /**
   * Takes a share in the loops of a system, which are started if they do not run; to be {@linkplain
   * #giveBack given back} once.
   */
  public static EventLoops take(org.apache.pekko.actor.typed.ActorSystem<?> system) {
    return take(Adapter.toClassic(system).dispatchers().prerequisites());
  }

  static EventLoops take(DispatcherPrerequisites prerequisites) {
    synchronized (RUNNING) {
      EventLoops loops =
          RUNNING.computeIfAbsent(
              prerequisites.settings(), settings -> new EventLoops(prerequisites));
      loops.shares++;
      return loops;
    }
  }

  /** Gives back a share. With the last one, the loops end when they have done what is there. */
  public void giveBack() {
    synchronized (RUNNING) {
      shares--;
      if (shares > 0) {
        return;
      }
      RUNNING.remove(system);
    }
    watching.cancel();
    loops.forEach(EventLoop::stop);
  }

  /** Returns them all, in the order of their indices. */
  public List<EventLoop> all() {
    return loops;
  }

  /** Shows what they do in {@code meters}. */
  public LoopMetrics metrics() {
    return new LoopMetrics(loops, watch);
  }

  /**
   * Runs a task: on the loop that this is called on, so that it stays there; from other threads, on
   * that which the task itself decides, so that an actor that is often told something from outside
   * does not move from loop to loop.
   */
  @Override
  public void execute(Runnable task) {
    EventLoop current = EventLoop.current();
    if (current != null && isOurs(current)) {
      current.execute(task);
    } else {
      loops.get(indexFor(task)).execute(task);
    }
  }

  private boolean isOurs(EventLoop loop) {
    int index = loop.index();
    return index < loops.size() && loops.get(index) == loop;
  }

  private int indexFor(Runnable task) {
    int hash = System.identityHashCode(task) * 0x9E3779B9; // neighbours go to different loops
    return Math.floorMod(hash >> 8, loops.size());
  }

  /** Returns the name of the dispatcher whose actors run on one loop and no other. */
  public static String dispatcher(EventLoop loop) {
    return LoopDispatchers.ofLoop(loop.index());
  }

  /** Returns what Pekko must be told so that actors run on the loops: see there. */
  public static Config dispatchers(Config root) {
    return LoopDispatchers.over(root);
  }
}
