package io.masterserver.bench.process;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Processor time that a server uses from now on. */
public final class Measurement {

  private final ServerProcess server;
  private final @Nullable Profiler profiler;
  private final Duration cpuAtStart;
  private final long start;

  private Measurement(ServerProcess server, @Nullable Profiler profiler) {
    this.server = server;
    this.profiler = profiler;
    this.cpuAtStart = server.status().cpuTime();
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
    if (profiler != null) {
      profiler.stop();
    }
    return new Used(wall, cpu);
  }

  /**
   * @param wall how long it took
   * @param cpu processor time that the server used meanwhile
   */
  public record Used(Duration wall, Duration cpu) {

    /** Seconds that it took. */
    public double seconds() {
      return wall.toNanos() / 1e9;
    }

    /** The server's part of its processor, in percent. */
    public double busyPercent() {
      return 100.0 * cpu.toNanos() / wall.toNanos();
    }

    /** Processor time per piece of work, in microseconds. */
    public double microsPer(long pieces) {
      return cpu.toNanos() / 1e3 / Math.max(1, pieces);
    }
  }
}
