package io.masterserver.tests.chaos.command;

import io.masterserver.tests.chaos.client.Attempt;
import io.masterserver.tests.chaos.client.Latencies;
import io.masterserver.tests.chaos.client.LedgerHistory;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Prints each second what clients have seen in it. Threads: {@code add} any, the others one. */
final class SeenBySecond {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Queue<Attempt> seen = new ConcurrentLinkedQueue<>();
  private final PrintStream out;
  private final long began = System.nanoTime();

  SeenBySecond(PrintStream out) {
    this.out = out;
  }

  void add(Attempt attempt) {
    seen.add(attempt);
  }

  void watch(int seconds) {
    for (int i = 0; i < seconds; i++) {
      watchOne();
    }
  }

  /** Watches while {@code task} is done, and fails if it fails. */
  void watchUntil(Runnable task) {
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(task, command -> Thread.ofVirtual().start(command));
    while (!done.isDone()) {
      watchOne();
    }
    done.join();
  }

  private void watchOne() {
    long end = System.nanoTime() + SECOND.toNanos();
    for (long left = SECOND.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    List<Attempt> now = new ArrayList<>();
    for (Attempt attempt = seen.poll(); attempt != null; attempt = seen.poll()) {
      now.add(attempt);
    }
    out.println(line(now));
  }

  private String line(List<Attempt> now) {
    var byNode = new TreeMap<String, Integer>();
    now.forEach(
        attempt ->
            LedgerHistory.node(attempt).ifPresent(node -> byNode.merge(node, 1, Integer::sum)));
    long failed = now.stream().filter(attempt -> !attempt.isSuccess()).count();
    return "%3d s  %4d answers, the slowest after %,5.0f ms, by %s%s"
        .formatted(
            (System.nanoTime() - began) / SECOND.toNanos(),
            now.size() - failed,
            Latencies.of(now).maxMillis(),
            byNode,
            failed == 0 ? "" : "; %d clients have LOST their session".formatted(failed));
  }
}
