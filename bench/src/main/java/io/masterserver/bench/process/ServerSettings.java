package io.masterserver.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How every server is started, the same for all.
 *
 * @param cpus the processors it may use, as {@code taskset -c} takes it
 * @param jvmOptions for its JVM, behind those that the bench sets itself
 * @param classPath what it is loaded from
 * @param output folder for logs and profiles
 * @param profile whether to profile what is measured
 */
public record ServerSettings(
    String cpus, List<String> jvmOptions, String classPath, Path output, boolean profile) {

  /** One collector for all: the one that the JVM itself picks for one processor. */
  private static final List<String> SAME_FOR_ALL =
      List.of(
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+DebugNonSafepoints");

  /** Adds options of the JVM. */
  public ServerSettings with(List<String> more) {
    var all = new ArrayList<>(jvmOptions);
    all.addAll(more);
    return new ServerSettings(cpus, all, classPath, output, profile);
  }

  /** The command that starts {@code kind} with a heap of {@code heapMegabytes}. */
  List<String> command(ServerKind kind, int heapMegabytes) {
    var command = new ArrayList<>(List.of("taskset", "-c", cpus));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SAME_FOR_ALL);
    command.addAll(List.of("-Xms" + heapMegabytes + "m", "-Xmx" + heapMegabytes + "m"));
    command.addAll(kind.jvmOptions());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, kind.mainClass(), "--port", "0"));
    return command;
  }
}
