package io.masterserver.tests.docs;

import static io.masterserver.tests.docs.GuidePage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.tests.docs.GuidePage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The documentation")
class GuideTest {

  /**
   * Blocks in these languages are code of ours, so they are quoted from something that is tested.
   */
  private static final Set<String> QUOTED = Set.of("java", "hocon", "xml");

  private static final Pattern SETTING = Pattern.compile("`(master\\.[a-z0-9.-]+)`");
  private static final Pattern COUNTER =
      Pattern.compile(
          "(?:counter|summary|timer|[A-Z]\\w+\\.builder)\\(\\s*\"(master\\.[a-z.-]+)\"");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern PROGRAM = Pattern.compile("(?<![\\w./-])bin/[a-z-]+");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");

  static Stream<Block> codeBlocks() throws IOException {
    return GuidePage.guide()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> QUOTED.contains(block.language()) || block.from().isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("codeBlocks")
  @DisplayName("quotes code as it is in the file that it names")
  void quotes_code_that_is_tested(Block block) throws IOException {
    assertThat(block.from())
        .as("%s: the line above the block (expected: <!-- from: path#tag -->)", block)
        .isPresent();
    String reference = block.from().orElseThrow();

    assertThat(block.text().strip())
        .as("%s, quoted from %s", block, reference)
        .isEqualTo(TaggedRegion.read(reference));
  }

  static Stream<GuidePage> pages() throws IOException {
    return GuidePage.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  @DisplayName("names only settings and counters that exist")
  void names_settings_that_exist(GuidePage page) throws IOException {
    Set<String> known = settings();
    known.addAll(counters());

    assertThat(SETTING.matcher(page.prose()).results().map(key -> key.group(1)))
        .as("keys in %s", page.file())
        .isSubsetOf(known);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  @DisplayName("links only to files that exist")
  void links_to_files_that_exist(GuidePage page) {
    assertThat(LINK.matcher(page.prose()).results().map(link -> link.group(1)))
        .as("links in %s", page.file())
        .allSatisfy(link -> assertThat(page.file().resolveSibling(link)).exists());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  @DisplayName("runs only programs and gives only options that exist")
  void runs_programs_that_exist(GuidePage page) throws IOException {
    String sources = programSources();
    for (Block block : page.blocks()) {
      if (block.language().equals("sh")) {
        assertThat(PROGRAM.matcher(block.text()).results().map(program -> program.group()))
            .as("programs in %s", block)
            .allSatisfy(program -> assertThat(ROOT.resolve(program)).isExecutable());
        block
            .text()
            .lines()
            .filter(line -> line.contains("bin/"))
            .forEach(line -> options(line, sources));
      }
    }
  }

  private static void options(String line, String sources) {
    assertThat(OPTION.matcher(line).results().map(option -> option.group()))
        .as("options of: %s", line)
        .allSatisfy(
            option ->
                assertThat(Pattern.compile(option + "(?![a-z-])").matcher(sources).find())
                    .as(option)
                    .isTrue());
  }

  @Test
  @DisplayName("names every counter of the server in the chapter about operating it")
  void names_every_counter() throws IOException {
    String chapter = Files.readString(ROOT.resolve("docs/guide/5-operate.md"));

    assertThat(counters()).allSatisfy(counter -> assertThat(chapter).contains("`" + counter + "`"));
  }

  @Test
  @DisplayName(
      "names every setting of a connection and of a peer in the chapter about operating it")
  void names_every_limit() throws IOException {
    String chapter = Files.readString(ROOT.resolve("docs/guide/5-operate.md"));

    assertThat(settings())
        .filteredOn(key -> key.startsWith("master.connection.") || key.startsWith("master.peer."))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(chapter).contains("`" + key + "`"));
  }

  /** Every setting of the server and of the samples, and the sections that they are in. */
  private static Set<String> settings() {
    Set<String> keys = new TreeSet<>();
    ConfigFactory.defaultReferenceUnresolved()
        .getObject("master")
        .keySet()
        .forEach(section -> keys.add("master." + section)); // some are empty
    for (var entry : ConfigFactory.defaultReferenceUnresolved().getConfig("master").entrySet()) {
      String key = "master." + entry.getKey();
      for (int end = key.length(); end > 0; end = key.lastIndexOf('.', end - 1)) {
        keys.add(key.substring(0, end));
      }
    }
    return keys;
  }

  private static Set<String> counters() throws IOException {
    Set<String> names = new TreeSet<>();
    COUNTER.matcher(mainSources()).results().forEach(counter -> names.add(counter.group(1)));
    return names;
  }

  private static String mainSources() throws IOException {
    var all = new StringBuilder();
    for (String module :
        List.of("master-core", "master-actors", "master-modules", "sample-modules", "bench")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }

  /** The sources in which programs name their options. */
  private static String programSources() throws IOException {
    var all = new StringBuilder(mainSources());
    try (Stream<Path> files = Files.list(ROOT.resolve("bin"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
