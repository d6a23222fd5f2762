package io.masterserver.modules.auth.password;

import java.util.Base64;

/** A hash of a password as it is stored, taken apart. */
public sealed interface StoredHash permits Argon2Hash, MsfHash {

  /** Longest text that is looked at, in characters. */
  int MAX_LENGTH = 512;

  /**
   * Takes a stored hash apart: a PHC string of Argon2id, or the ancestor's form.
   *
   * @throws MalformedHash if it is neither, or costs more to compare than a server can afford
   */
  static StoredHash parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedHash(
          "password hash: %d characters (expected: at most %d)"
              .formatted(text.length(), MAX_LENGTH));
    }
    return text.startsWith("$") ? Argon2Hash.parse(text) : MsfHash.parse(text);
  }

  /**
   * Reads bytes that are written in exactly one way.
   *
   * @param encoder the one that has written them
   */
  static byte[] base64(String what, String text, Base64.Encoder encoder, int min, int max) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedHash(what + " of a password hash: not base64");
    }
    if (!encoder.encodeToString(bytes).equals(text)) {
      throw new MalformedHash(
          what + " of a password hash: base64 with padding or bits that are not ours");
    }
    if (bytes.length < min || bytes.length > max) {
      throw new MalformedHash(
          "%s of a password hash: %d bytes (expected: %d..%d)"
              .formatted(what, bytes.length, min, max));
    }
    return bytes;
  }
}
