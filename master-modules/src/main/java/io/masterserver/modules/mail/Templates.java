package io.masterserver.modules.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The texts that can be mailed, by name. Threads: any. */
final class Templates {

  private static final List<String> OWN = List.of("password-reset", "email-confirmation");
  private static final String SUFFIX = ".txt";
  private static final int MAX_NAME = 64;
  private static final int MAX_BYTES = 65_536;
  private static final int MAX_VALUE = 256;

  private final Map<String, Template> byName;
  private final String serverName;

  private Templates(Map<String, Template> byName, String serverName) {
    this.byName = Map.copyOf(byName);
    this.serverName = serverName;
  }

  /**
   * Reads the templates of the module, and those of {@code folder}, which win.
   *
   * @throws IllegalArgumentException if one of them is wrong; says which file and why
   */
  static Templates load(Optional<Path> folder, String serverName) {
    Map<String, Template> byName = new HashMap<>();
    OWN.forEach(name -> byName.put(name, own(name)));
    folder.ifPresent(path -> files(path).forEach(file -> byName.put(nameOf(file), fromFile(file))));
    return new Templates(byName, serverName);
  }

  private static Template own(String name) {
    String resource = "templates/" + name + SUFFIX;
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return Template.parse(name, resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot be read: " + resource, e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "master.mail.templates: %s cannot be read: %s (expected: a folder)".formatted(folder, e),
          e);
    }
  }

  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private static Template fromFile(Path file) {
    try {
      String name = nameOf(file);
      if (name.length() > MAX_NAME || Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            "mail template %s: too long (expected: a name of at most %d characters, a text of at most %d bytes)"
                .formatted(file, MAX_NAME, MAX_BYTES));
      }
      return Template.parse(name, file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "mail template %s cannot be read: %s (expected: text in UTF-8)".formatted(file, e), e);
    }
  }

  /**
   * Fills a template in.
   *
   * @param values what its placeholders stand for, {@code {server}} excepted
   * @throws IllegalArgumentException if there is no such template, or a value is missing, unknown,
   *     too long or not one plain line; never repeats a value
   */
  RenderedMail render(String name, Map<String, String> values) {
    Template template = byName.get(name);
    if (template == null) {
      throw new IllegalArgumentException(
          "mail template '%s': not found (expected: one of %s; master.mail.templates adds others)"
              .formatted(name, byName.keySet().stream().sorted().toList()));
    }
    Map<String, String> all = new HashMap<>(values);
    all.put("server", serverName);
    all.forEach((placeholder, value) -> check(name, placeholder, value));
    return template.render(all);
  }

  /**
   * A line break in a value could add lines to the head of the mail, or to what it seems to say.
   */
  private static void check(String template, String placeholder, String value) {
    if (!Template.isKnown(placeholder)
        || value.length() > MAX_VALUE
        || !Template.isPlainText(value)) {
      throw new IllegalArgumentException(
          "mail template '%s': value of {%s} (expected: a known placeholder, and one line of at most %d characters)"
              .formatted(template, placeholder, MAX_VALUE));
    }
  }
}
