package io.masterserver.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What Linux knows of a process.
 *
 * @param cpuTime used so far by all its threads, in user and kernel mode; exact to 10 ms
 * @param residentBytes memory that it really occupies, outside of the heap too
 */
public record ProcessStatus(Duration cpuTime, long residentBytes) {

  /** Linux reports times to programs in hundredths of a second on every architecture. */
  private static final int TICKS_PER_SECOND = 100;

  private static final int PAGE_BYTES = 4096;

  // Positions behind the closing bracket of the program's name, which may hold spaces itself.
  private static final int USER_TICKS = 11;
  private static final int KERNEL_TICKS = 12;
  private static final int RESIDENT_PAGES = 21;

  /**
   * Asks for it now.
   *
   * @throws ServerFailure if there is no such process
   */
  public static ProcessStatus of(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException e) {
      throw new ServerFailure("process %d: has ended (see its log)".formatted(pid), e);
    }
  }

  static ProcessStatus parse(String stat) {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1));
    long ticks = Long.parseLong(fields.get(USER_TICKS)) + Long.parseLong(fields.get(KERNEL_TICKS));
    return new ProcessStatus(
        ofTicks(ticks), Long.parseLong(fields.get(RESIDENT_PAGES)) * PAGE_BYTES);
  }

  static Duration ofTicks(long ticks) {
    return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
  }
}
