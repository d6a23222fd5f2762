package io.masterserver.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the compilers of a JVM have taken of processors. */
final class CompilerTime {

  /** How HotSpot names their threads, in the 15 letters that Linux keeps of a name. */
  private static final String NAMES = ".*\\(C[12] CompilerThre\\).*";

  private CompilerTime() {}

  /**
   * Asks for it now.
   *
   * @throws ServerFailure if there is no such process
   */
  static Duration of(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.map(CompilerTime::ofThread).reduce(Duration.ZERO, Duration::plus);
    } catch (IOException e) {
      throw new ServerFailure("process %d: has ended (see its log)".formatted(pid), e);
    }
  }

  private static Duration ofThread(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.strip().matches(NAMES) ? ProcessStatus.parse(stat).cpuTime() : Duration.ZERO;
    } catch (NoSuchFileException e) {
      return Duration.ZERO; // the thread has ended
    } catch (IOException e) {
      throw new ServerFailure(thread + ": cannot be read", e);
    }
  }
}
