package io.masterserver.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import one.profiler.AsyncProfilerLoader;

/**
 * async-profiler, attached to a server from outside.
 *
 * <p>The event {@code cpu} falls back to timers by itself where perf events are not allowed; then
 * the kernel's frames are missing.
 */
final class Profiler {

  private final String pid;
  private final Path name;

  private Profiler(String pid, Path name) {
    this.pid = pid;
    this.name = name;
  }

  /**
   * @param name of the files to write, without an ending
   */
  static Profiler start(long pid, Path name) {
    var profiler = new Profiler(Long.toString(pid), name);
    profiler.run("start", "-e", "cpu", "-i", "1ms");
    return profiler;
  }

  /** Writes {@code name.collapsed} for reading and {@code name.html} for looking at. */
  void stop() {
    run("dump", "-o", "collapsed", "-f", name + ".collapsed");
    run("stop", "-o", "flamegraph", "-f", name + ".html");
  }

  private void run(String action, String... options) {
    var arguments = new ArrayList<String>();
    arguments.add(action);
    arguments.addAll(List.of(options));
    arguments.add(pid);
    try {
      AsyncProfilerLoader.executeProfiler(arguments.toArray(new String[0]));
    } catch (IOException | IllegalStateException e) {
      throw new ServerFailure(
          "async-profiler %s: %s (run without --profile)".formatted(action, e.getMessage()), e);
    }
  }
}
