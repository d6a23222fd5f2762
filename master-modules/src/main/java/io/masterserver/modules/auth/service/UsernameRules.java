package io.masterserver.modules.auth.service;

import io.masterserver.api.SettingsSection;
import io.masterserver.modules.auth.account.AccountLimits;
import io.masterserver.modules.auth.account.CaseFolding;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * What a new user name has to be like.
 *
 * @param forbiddenNames folded
 * @param forbiddenWords folded; no name may contain one
 * @param guestPrefix what names of guests begin with, and no others
 */
record UsernameRules(
    int minLength,
    int maxLength,
    Pattern pattern,
    Set<String> forbiddenNames,
    List<String> forbiddenWords,
    String guestPrefix) {

  static UsernameRules from(SettingsSection section, String guestPrefix) {
    int min = section.number("min-length", 1, AccountLimits.MAX_USERNAME);
    return new UsernameRules(
        min,
        section.number("max-length", min, AccountLimits.MAX_USERNAME),
        pattern(section),
        section.texts("forbidden").stream()
            .map(UsernameRules::fold)
            .collect(Collectors.toUnmodifiableSet()),
        words(section),
        guestPrefix);
  }

  private static Pattern pattern(SettingsSection section) {
    String text = section.text("pattern");
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw section.wrong(
          "pattern", text, "a regular expression; this is not one: " + e.getDescription());
    }
  }

  private static List<String> words(SettingsSection section) {
    List<String> words = section.texts("forbidden-words");
    if (words.stream().anyMatch(String::isBlank)) {
      throw section.wrong("forbidden-words", words, "words, none of them empty");
    }
    return words.stream().map(UsernameRules::fold).toList();
  }

  /**
   * @throws Refused if nobody may be called so
   */
  void check(String username) {
    int length = username.codePointCount(0, username.length());
    if (length < minLength || length > maxLength) {
      throw Answers.invalid(
          "Username is too %s: %d to %d characters"
              .formatted(length < minLength ? "short" : "long", minLength, maxLength));
    }
    if (!pattern.matcher(username).matches() || Texts.hasControls(username)) {
      throw Answers.invalid("Username has characters that are not allowed");
    }
    String folded = fold(username);
    if (forbiddenNames.contains(folded)
        || forbiddenWords.stream().anyMatch(folded::contains)
        || folded.startsWith(fold(guestPrefix))) {
      throw Answers.invalid("Username is not allowed");
    }
  }

  private static String fold(String text) {
    return CaseFolding.fold(text);
  }
}
