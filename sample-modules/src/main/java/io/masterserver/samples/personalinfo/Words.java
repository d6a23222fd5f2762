package io.masterserver.samples.personalinfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a line; quotation marks around several make them one, and are left out. */
final class Words {

  private static final Pattern WORD =
      Pattern.compile("\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\\s]\\S*))(?=\\s|$)\\s*");

  private Words() {}

  /** Returns nothing if a quotation mark is not closed. */
  static Optional<List<String>> in(String line) {
    List<String> words = new ArrayList<>();
    Matcher next = WORD.matcher(line);
    int end = 0;
    while (next.find() && next.start() == end) {
      words.add(line.substring(start(next), end(next)));
      end = next.end();
    }
    return end == line.length() ? Optional.of(words) : Optional.empty();
  }

  private static int start(Matcher word) {
    return Math.max(word.start(1), Math.max(word.start(2), word.start(3)));
  }

  private static int end(Matcher word) {
    return Math.max(word.end(1), Math.max(word.end(2), word.end(3)));
  }
}
