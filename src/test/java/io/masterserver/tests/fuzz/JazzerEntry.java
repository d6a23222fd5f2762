package io.masterserver.tests.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code bin/fuzz} starts: Jazzer calls the static methods, by their names. */
public final class JazzerEntry {

  private static @Nullable FuzzTarget target;

  private JazzerEntry() {}

  /**
   * @param arguments the name of the target
   */
  public static void fuzzerInitialize(String[] arguments) {
    target = Objects.requireNonNull(FuzzTargets.BY_NAME.get(arguments[0]), "name of a target");
    target.open();
  }

  public static void fuzzerTestOneInput(byte[] input) {
    Objects.requireNonNull(target, "fuzzerInitialize comes first").read(input);
  }

  /**
   * Prints the name of every target, and writes its seeds into the folder {@code NAME/seeds}.
   *
   * @param arguments the folder around these
   */
  public static void main(String[] arguments) throws IOException {
    for (var entry : FuzzTargets.BY_NAME.entrySet()) {
      Path folder = Files.createDirectories(Path.of(arguments[0], entry.getKey(), "seeds"));
      int number = 0;
      for (byte[] seed : entry.getValue().seeds()) {
        Files.write(folder.resolve("seed-" + HexFormat.of().toHexDigits((short) number++)), seed);
      }
      System.out.println(entry.getKey());
    }
  }
}
