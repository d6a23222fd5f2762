package io.masterserver.modules.auth.account;

/** What every database takes as text: valid Unicode without the character 0. */
public final class StorableText {

  private StorableText() {}

  /** Whether {@code text} can be stored, and therefore looked for. */
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(StorableText::isUnstorable);
  }

  private static boolean isUnstorable(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  /**
   * @throws IllegalArgumentException if {@code text} cannot be stored or is too long or short; the
   *     message says nothing of it but its name and length
   */
  static void check(String name, String text, int min, int max) {
    if (text.length() < min || text.length() > max) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: %d..%d)".formatted(name, text.length(), min, max));
    }
    if (!isStorable(text)) {
      throw new IllegalArgumentException(
          name + ": has a character that cannot be stored (expected: Unicode, without U+0000)");
    }
  }
}
