package io.masterserver.tests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation and the code blocks on it. */
record GuidePage(Path file, List<String> lines) {

  /** The root of the project, seen from the module of these tests. */
  static final Path ROOT = Path.of("../..");

  private static final Pattern FROM = Pattern.compile("<!-- from: (\\S+) -->");
  private static final String FENCE = "```";

  /**
   * A fenced block.
   *
   * @param line where it begins, from 1
   * @param from what it quotes: {@code path} or {@code path#tag}
   */
  record Block(Path file, int line, String language, Optional<String> from, String text) {

    @Override
    public String toString() {
      return "%s:%d %s".formatted(file.getFileName(), line, language);
    }
  }

  /** Returns all pages written by people: those in the root, and those below docs. */
  static Stream<GuidePage> all() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(GuidePage::read)
          .toList()
          .stream();
    }
  }

  /** Returns the README and the chapters of the guide. */
  static Stream<GuidePage> guide() throws IOException {
    return all()
        .filter(
            page ->
                page.file().endsWith("README.md") || page.file().toString().contains("/guide/"));
  }

  private static GuidePage read(Path file) {
    try {
      return new GuidePage(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns everything outside of code blocks. */
  String prose() {
    var prose = new StringBuilder();
    boolean inBlock = false;
    for (String line : lines) {
      if (line.startsWith(FENCE)) {
        inBlock = !inBlock;
      } else if (!inBlock) {
        prose.append(line).append('\n');
      }
    }
    return prose.toString();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        if (start < 0) {
          start = i;
        } else {
          blocks.add(block(start, i));
          start = -1;
        }
      }
    }
    return blocks;
  }

  private Block block(int start, int end) {
    Matcher from = FROM.matcher(start == 0 ? "" : lines.get(start - 1));
    return new Block(
        file,
        start + 1,
        lines.get(start).substring(FENCE.length()).strip(),
        from.matches() ? Optional.of(from.group(1)) : Optional.empty(),
        String.join("\n", lines.subList(start + 1, end)));
  }
}
