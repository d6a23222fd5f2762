package io.masterserver.modules.auth.service;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A "remember me" token, taken apart: base64url of 16 random bytes, which name it, a dot, and
 * base64url of 32 random bytes, which are its secret and change with each use.
 */
record Token(String id, String secret) {

  private static final int ID_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final Pattern TEXT = Pattern.compile("[\\w-]{22}\\.[\\w-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static Token fresh() {
    return new Token(random(ID_BYTES), random(SECRET_BYTES));
  }

  /** Returns the next token of the same client. */
  static Token after(String id) {
    return new Token(id, random(SECRET_BYTES));
  }

  static Optional<Token> parse(String text) {
    int dot = text.indexOf('.');
    return TEXT.matcher(text).matches()
        ? Optional.of(new Token(text.substring(0, dot), text.substring(dot + 1)))
        : Optional.empty();
  }

  private static String random(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String text() {
    return id + "." + secret;
  }

  /** What is stored. The secret is as random as the hash, so nothing slower is needed. */
  String hash() {
    return Digest.of("token", secret);
  }

  /** Says nothing. */
  @Override
  public String toString() {
    return "Token";
  }
}
