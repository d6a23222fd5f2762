import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java source below a folder against google-java-format; run by the build.
 *
 * <p>{@code check} names the files that differ and fails; {@code apply} rewrites them.
 */
final class Format {

  private Format() {}

  public static void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    Path root = Path.of(arguments[1]);
    var formatter = new Formatter();
    List<Path> different = new ArrayList<>();
    for (Path file : sources(root)) {
      String before = Files.readString(file);
      String after = format(formatter, file, before);
      if (!before.equals(after)) {
        different.add(root.relativize(file));
        if (apply) {
          Files.writeString(file, after);
        }
      }
    }
    if (!apply && !different.isEmpty()) {
      System.err.println("not formatted (mend with: bin/format): " + different);
      System.exit(1);
    }
  }

  private static String format(Formatter formatter, Path file, String source) {
    try {
      String ordered = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE);
      return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
    } catch (Exception e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> sources(Path root) throws Exception {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
