package io.masterserver.tests.docs;

import static io.masterserver.tests.docs.GuidePage.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A piece of a file between {@code tag::name[]} and {@code end::name[]}, in a comment of its
 * language.
 */
final class TaggedRegion {

  private static final Pattern ANY_TAG = Pattern.compile(".*\\b(tag|end)::[a-z-]+\\[].*");

  private TaggedRegion() {}

  /**
   * @param reference {@code path#tag}, or {@code path} for the whole file
   */
  static String read(String reference) throws IOException {
    int hash = reference.indexOf('#');
    Path file = ROOT.resolve(hash < 0 ? reference : reference.substring(0, hash));
    if (!Files.isRegularFile(file)) {
      throw new AssertionError("%s: there is no such file".formatted(reference));
    }
    List<String> lines = Files.readAllLines(file);
    if (hash >= 0) {
      lines = region(lines, reference, reference.substring(hash + 1));
    }
    return String.join(
            "\n", lines.stream().filter(line -> !ANY_TAG.matcher(line).matches()).toList())
        .stripTrailing() // or else an empty last line counts as not indented
        .stripIndent()
        .strip();
  }

  private static List<String> region(List<String> lines, String reference, String tag) {
    int start = find(lines, "tag::" + tag + "[]");
    int end = find(lines, "end::" + tag + "[]");
    if (start < 0 || end < start) {
      throw new AssertionError(
          "%s: there is no region between tag::%s[] and end::%s[]".formatted(reference, tag, tag));
    }
    return lines.subList(start + 1, end);
  }

  private static int find(List<String> lines, String mark) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(mark)) {
        return i;
      }
    }
    return -1;
  }
}
