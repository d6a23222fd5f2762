package io.masterserver.tests.accounts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts that nobody may see, and what they are. */
final class Secrets {

  /** Shorter ones would be found by chance. */
  private static final int SHORTEST = 8;

  private final Map<String, String> whatByText = new LinkedHashMap<>();

  /** Notes a secret and returns it. */
  String add(String what, String text) {
    if (text.length() < SHORTEST) {
      throw new AssertionError("too short to be looked for: %s '%s'".formatted(what, text));
    }
    whatByText.put(text, what);
    return text;
  }

  int size() {
    return whatByText.size();
  }

  /** Returns what is to be read in {@code text}; empty if it says nothing. */
  List<String> in(String text) {
    return whatByText.entrySet().stream()
        .filter(secret -> text.contains(secret.getKey()))
        .map(secret -> secret.getValue() + " in: " + text)
        .toList();
  }
}
