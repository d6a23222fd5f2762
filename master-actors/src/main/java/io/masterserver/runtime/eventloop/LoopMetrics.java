package io.masterserver.runtime.eventloop;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What an operator sees of the loops of a node: turns and their time, tasks, and how many wait. A
 * loop counts for itself, so that to be watched costs it nothing.
 */
public final class LoopMetrics {

  private final List<EventLoop> loops;
  private final SlowTaskWatch watch;

  LoopMetrics(List<EventLoop> loops, SlowTaskWatch watch) {
    this.loops = loops;
    this.watch = watch;
  }

  /**
   * Shows them; to be removed when the node has ended.
   *
   * @param node tells the nodes of one JVM apart
   */
  public List<Meter> showIn(MeterRegistry meters, String node) {
    List<Meter> shown = new ArrayList<>();
    shown.add(
        FunctionCounter.builder("master.loop.slow-tasks", watch, SlowTaskWatch::found)
            .tag("node", node)
            .register(meters));
    for (EventLoop loop : loops) {
      shown.addAll(show(loop, meters, Tags.of("node", node, "loop", loop.name())));
    }
    return shown;
  }

  private static List<Meter> show(EventLoop loop, MeterRegistry meters, Tags tags) {
    LoopCounts counts = loop.counts();
    return List.of(
        FunctionTimer.builder(
                "master.loop.turns",
                counts,
                LoopCounts::turns,
                LoopCounts::busyNanos,
                TimeUnit.NANOSECONDS)
            .tags(tags)
            .register(meters),
        FunctionCounter.builder("master.loop.tasks", counts, LoopCounts::tasks)
            .tags(tags)
            .register(meters),
        Gauge.builder("master.loop.queue", loop, EventLoop::queued).tags(tags).register(meters));
  }
}
