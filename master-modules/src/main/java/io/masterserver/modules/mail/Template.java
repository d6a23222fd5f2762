package io.masterserver.modules.mail;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a mail with placeholders: {@code Subject: …}, an empty line, the text. */
final class Template {

  private static final String SUBJECT = "Subject: ";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\s]*)}");
  private static final Set<String> KNOWN = Set.of("username", "code", "minutes", "server");

  private final String name;
  private final String subject;
  private final String text;

  private Template(String name, String subject, String text) {
    this.name = name;
    this.subject = subject;
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @param where it is from, for errors
   * @throws IllegalArgumentException if it has no subject or a placeholder that nothing stands for
   */
  static Template parse(String name, String where, String source) {
    String[] parts = source.replace("\r\n", "\n").split("\n", 2);
    String first = parts[0];
    if (!first.startsWith(SUBJECT) || first.length() == SUBJECT.length() || !isPlainText(first)) {
      throw new IllegalArgumentException(
          "mail template %s: the first line is not a subject (expected: '%s…')"
              .formatted(where, SUBJECT));
    }
    if (parts.length < 2 || parts[1].isBlank()) {
      throw new IllegalArgumentException(
          "mail template %s: no text after the subject".formatted(where));
    }
    fill(source, placeholder -> checkKnown(placeholder, where));
    return new Template(name, first.substring(SUBJECT.length()), parts[1].strip() + "\n");
  }

  private static String checkKnown(String placeholder, String where) {
    if (!isKnown(placeholder)) {
      throw new IllegalArgumentException(
          "mail template %s: unknown placeholder {%s} (expected: one of %s)"
              .formatted(where, placeholder, KNOWN.stream().sorted().toList()));
    }
    return placeholder;
  }

  static boolean isKnown(String placeholder) {
    return KNOWN.contains(placeholder);
  }

  /** Whether {@code text} is one line without control characters. */
  static boolean isPlainText(String text) {
    return text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
  }

  /**
   * Puts {@code values} in place of the placeholders, as they are: a value is not searched for
   * placeholders.
   *
   * @throws IllegalArgumentException if a placeholder has no value
   */
  RenderedMail render(Map<String, String> values) {
    UnaryOperator<String> value = placeholder -> valueOf(placeholder, values);
    return new RenderedMail(fill(subject, value), fill(text, value));
  }

  private String valueOf(String placeholder, Map<String, String> values) {
    String value = values.get(placeholder);
    if (value == null) {
      throw new IllegalArgumentException(
          "mail template '%s': no value for {%s}".formatted(name, placeholder));
    }
    return value;
  }

  private static String fill(String text, UnaryOperator<String> value) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
  }
}
