package io.masterserver.bench.process;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Processor time that a server uses from now on. */
public final class Measurement {

  private final ServerProcess server;
  private final @Nullable Profiler profiler;
  private final Duration cpuAtStart;
  private final Duration othersAtStart;
  private final long start;

  private Measurement(ServerProcess server, @Nullable Profiler profiler) {
    this.server = server;
    this.profiler = profiler;
    this.cpuAtStart = server.status().cpuTime();
    this.othersAtStart = others();
    this.start = System.nanoTime();
  }

  static Measurement plain(ServerProcess server) {
    return new Measurement(server, null);
  }

  static Measurement profiled(ServerProcess server, Profiler profiler) {
    return new Measurement(server, profiler);
  }

  /** Ends the measurement. Call once. */
  public Used end() {
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    Duration cpu = server.status().cpuTime().minus(cpuAtStart);
    Duration takenByOthers = others().minus(othersAtStart);
    if (profiler != null) {
      profiler.stop();
    }
    return new Used(wall, cpu, takenByOthers);
  }

  /** Processor time of everything on this machine but this program and those it has started. */
  private static Duration others() {
    ProcessHandle own = ProcessHandle.current();
    return Stream.concat(Stream.of(own), own.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(MachineStatus.now().cpuTime(), Duration::minus);
  }

  /**
   * @param wall how long it took
   * @param cpu processor time that the server used meanwhile
   * @param others processor time that programs used which have no part in the measurement
   */
  public record Used(Duration wall, Duration cpu, Duration others) {

    /** Seconds that it took. */
    public double seconds() {
      return wall.toNanos() / 1e9;
    }

    /** The server's part of its processor, in percent. */
    public double busyPercent() {
      return 100.0 * cpu.toNanos() / wall.toNanos();
    }

    /**
     * What others took, in percent of one processor; well above 0 the figures are not to be
     * trusted.
     */
    public double othersPercent() {
      return 100.0 * Math.max(0, others.toNanos()) / wall.toNanos();
    }

    /** Processor time per piece of work, in microseconds. */
    public double microsPer(long pieces) {
      return cpu.toNanos() / 1e3 / Math.max(1, pieces);
    }
  }
}
