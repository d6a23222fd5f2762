package io.masterserver.modules.auth.account;

import java.text.Normalizer;

/**
 * What makes user names and e-mails the same.
 *
 * <p>Two are the same if they are equal ignoring case, letter by letter as {@link
 * String#equalsIgnoreCase}, after compatibility forms are replaced by what they stand for (Unicode
 * NFKC). It does not depend on a language: {@code İ}, {@code ı}, {@code I} and {@code i} are one
 * letter; the Kelvin sign is a {@code k}; full-width letters are the narrow ones; both small sigmas
 * are one. {@code ß} is not {@code ss}, and letters of different scripts differ even if they look
 * alike.
 */
public final class CaseFolding {

  private CaseFolding() {}

  /** Returns a text that is equal for all spellings of the same. */
  public static String fold(String text) {
    var folded = new StringBuilder(text.length());
    nfkc(text)
        .codePoints()
        .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
        .forEach(folded::appendCodePoint);
    return nfkc(folded.toString());
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
