package io.masterserver.tests.speed;

import io.masterserver.bench.process.ProcessStatus;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Processor time that nodes use from now on, all together. */
final class ProcessorTime {

  private final List<Node> nodes;
  private final Duration usedBefore;
  private final long began;

  private ProcessorTime(List<Node> nodes) {
    this.nodes = nodes;
    this.usedBefore = used(nodes);
    this.began = System.nanoTime();
  }

  static ProcessorTime of(List<Node> nodes) {
    return new ProcessorTime(nodes);
  }

  private static Duration used(List<Node> nodes) {
    return nodes.stream()
        .map(node -> ProcessStatus.of(node.pid()).cpuTime())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** What has ended. */
  Used end() {
    return new Used(used(nodes).minus(usedBefore), Duration.ofNanos(System.nanoTime() - began));
  }

  /** What was used in how long a time. */
  record Used(Duration processor, Duration wall) {

    double seconds() {
      return wall.toNanos() / 1e9;
    }

    /** Microseconds of a processor for each of {@code pieces}. */
    double microsPer(long pieces) {
      return processor.toNanos() / 1e3 / Math.max(1, pieces);
    }

    /** In percent of one processor. */
    double percent() {
      return 100.0 * processor.toNanos() / wall.toNanos();
    }
  }

  /** Has a process with all its threads run on one processor from now on. */
  static void pin(long process, int processor) {
    String[] command = {
      "taskset", "-a", "-p", "-c", Integer.toString(processor), Long.toString(process)
    };
    try {
      int code = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
      if (code != 0) {
        throw new StageFailure(String.join(" ", command) + ": exit code " + code);
      }
    } catch (IOException e) {
      throw new StageFailure("taskset cannot be started (install util-linux)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }
}
