package io.masterserver.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the processors of this machine have done since it was started.
 *
 * @param cpuTime used by all programs together, or taken away by the host; all processors
 */
record MachineStatus(Duration cpuTime) {

  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int STOLEN = 8;

  static MachineStatus now() {
    try {
      return parse(Files.readString(Path.of("/proc/stat")));
    } catch (IOException e) {
      throw new ServerFailure("/proc/stat: cannot be read (this program needs Linux)", e);
    }
  }

  /** Reads the first line: {@code cpu user nice system idle iowait irq softirq steal …}. */
  static MachineStatus parse(String stat) {
    String[] fields = stat.lines().findFirst().orElse("").split(" +", -1);
    long ticks = 0;
    for (int i = 1; i <= STOLEN; i++) {
      if (i != IDLE && i != WAITING) {
        ticks += Long.parseLong(fields[i]);
      }
    }
    return new MachineStatus(ProcessStatus.ofTicks(ticks));
  }
}
