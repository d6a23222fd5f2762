package io.masterserver.tests.chaos.stage;

import io.masterserver.runtime.main.MasterServerMain;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a node is started: as the launcher does, from the classes of this program. */
final class ServerCommandLine {

  private static final int FIRST_WITH_UNSAFE_WARNINGS = 24;

  /** Those of the launcher; hashing passwords at the lowest priority is a part of the server. */
  private static final List<String> AS_THE_LAUNCHER =
      List.of(
          "-XX:-PrintWarnings",
          "-XX:ThreadPriorityPolicy=1",
          "-XX:JavaPriority1_To_OSPriority=19",
          "-XX:+ExitOnOutOfMemoryError");

  /**
   * For several nodes on few processors: the optimizing compiler would take more of these than the
   * nodes, for minutes after each start; and the other one must not wait for busy nodes.
   */
  private static final List<String> FOR_A_SMALL_MACHINE =
      List.of("-XX:+UseSerialGC", "-Xmx384m", "-XX:TieredStopAtLevel=1");

  private ServerCommandLine() {}

  /** The JVM, without what it runs. */
  static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= FIRST_WITH_UNSAFE_WARNINGS) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(AS_THE_LAUNCHER);
    command.addAll(FOR_A_SMALL_MACHINE);
    command.addAll(options);
    return command;
  }

  /** What the JVM runs. */
  static List<String> server(String config, String modulePath) {
    return List.of(
        "-cp",
        classPath(),
        MasterServerMain.class.getName(),
        "--config",
        config,
        "--module-path",
        modulePath);
  }

  /** Without the classes of the tests: modules come from their jars. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
