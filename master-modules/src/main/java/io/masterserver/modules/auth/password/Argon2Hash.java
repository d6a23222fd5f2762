package io.masterserver.modules.auth.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash as a PHC string: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, with base64
 * that is not padded.
 *
 * @see <a href="https://github.com/P-H-C/phc-string-format">PHC string format</a>
 */
final class Argon2Hash implements StoredHash {

  private static final String EXPECTED = "(expected: $argon2id$v=19$m=..,t=..,p=..$salt$hash)";
  private static final Pattern COST =
      Pattern.compile("m=([1-9]\\d{0,8}),t=([1-9]\\d{0,8}),p=([1-9]\\d{0,8})");
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  Argon2Hash(Argon2Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt.clone();
    this.hash = hash.clone();
  }

  static Argon2Hash parse(String text) {
    String[] parts = text.split("\\$", -1);
    if (parts.length != 6) {
      throw new MalformedHash(
          "password hash: %d parts after a $ %s".formatted(parts.length - 1, EXPECTED));
    }
    if (!parts[1].equals("argon2id")) {
      throw new MalformedHash("password hash: a function other than argon2id " + EXPECTED);
    }
    if (!parts[2].equals("v=19")) {
      throw new MalformedHash("password hash: a version other than 19 " + EXPECTED);
    }
    return new Argon2Hash(
        cost(parts[3]),
        StoredHash.base64("salt", parts[4], ENCODER, 8, 64),
        StoredHash.base64("hash", parts[5], ENCODER, 16, 64));
  }

  private static Argon2Cost cost(String part) {
    Matcher matcher = COST.matcher(part);
    if (!matcher.matches()) {
      throw new MalformedHash("parameters of a password hash: no m=..,t=..,p=.. " + EXPECTED);
    }
    try {
      return new Argon2Cost(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
    } catch (IllegalArgumentException e) {
      throw new MalformedHash("parameters of a password hash: " + e.getMessage());
    }
  }

  Argon2Cost cost() {
    return cost;
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] hash() {
    return hash.clone();
  }

  /** Returns the PHC string, a secret. */
  String toPhc() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memory(),
            cost.iterations(),
            cost.parallelism(),
            ENCODER.encodeToString(salt),
            ENCODER.encodeToString(hash));
  }
}
