package io.masterserver.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the figures were measured on, in one line. */
public final class Machine {

  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
  private static final Pattern PROCESSOR = Pattern.compile("(?m)^processor\\s*:");

  private Machine() {}

  public static String describe() {
    String cpus = cpuInfo();
    Matcher model = MODEL.matcher(cpus);
    return "%d × %s, %s %s, %s %s"
        .formatted(
            PROCESSOR.matcher(cpus).results().count(),
            model.find() ? model.group(1).trim() : System.getProperty("os.arch"),
            System.getProperty("java.vm.vendor"),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  private static String cpuInfo() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo"));
    } catch (IOException e) {
      return "";
    }
  }
}
