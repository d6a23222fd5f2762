package io.masterserver.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files, and so connections, one process may hold open. */
public final class OpenFiles {

  private static final Pattern LIMIT =
      Pattern.compile("(?m)^Max open files\\s+\\S+\\s+(\\d+|unlimited)");

  /** Jars, logs and what else a JVM has open besides connections. */
  private static final int NOT_CONNECTIONS = 500;

  private OpenFiles() {}

  /**
   * How many connections a server started from here can hold: a JVM raises its own limit to the
   * hard one.
   */
  public static int connectionLimit() {
    try {
      return limitIn(Files.readString(Path.of("/proc/self/limits"))) - NOT_CONNECTIONS;
    } catch (IOException e) {
      throw new ServerFailure("/proc/self/limits: cannot be read (this program needs Linux)", e);
    }
  }

  static int limitIn(String limits) {
    Matcher limit = LIMIT.matcher(limits);
    if (!limit.find()) {
      throw new ServerFailure("/proc/self/limits: no 'Max open files' (expected: a number)");
    }
    return limit.group(1).equals("unlimited")
        ? Integer.MAX_VALUE
        : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(limit.group(1)));
  }
}
