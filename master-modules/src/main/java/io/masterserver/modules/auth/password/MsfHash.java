package io.masterserver.modules.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A hash as the ancestor wrote it: {@code 1000:salt:hash}, PBKDF2 with HMAC-SHA1 and that many
 * rounds, in base64.
 */
final class MsfHash implements StoredHash {

  /** Half a second of a processor. */
  private static final int MAX_ROUNDS = 1_000_000;

  private static final String EXPECTED = "(expected: rounds:salt:hash, or $argon2id$..)";

  private final int rounds;
  private final byte[] salt;
  private final byte[] hash;

  private MsfHash(int rounds, byte[] salt, byte[] hash) {
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  static MsfHash parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new MalformedHash(
          "password hash: %d parts between colons %s".formatted(parts.length, EXPECTED));
    }
    return new MsfHash(
        rounds(parts[0]),
        StoredHash.base64("salt", parts[1], Base64.getEncoder(), 8, 64),
        StoredHash.base64("hash", parts[2], Base64.getEncoder(), 16, 64));
  }

  private static int rounds(String part) {
    if (!part.matches("[1-9]\\d{0,6}") || Integer.parseInt(part) > MAX_ROUNDS) {
      throw new MalformedHash(
          "rounds of a password hash: no number of 1..%d %s".formatted(MAX_ROUNDS, EXPECTED));
    }
    return Integer.parseInt(part);
  }

  /** Whether it is the hash of these characters, which are taken as they are. */
  boolean isOf(String password) {
    byte[] secret = password.getBytes(StandardCharsets.UTF_8);
    var generator = new PKCS5S2ParametersGenerator();
    generator.init(secret, salt, rounds);
    var key = (KeyParameter) generator.generateDerivedMacParameters(hash.length * Byte.SIZE);
    Arrays.fill(secret, (byte) 0);
    return MessageDigest.isEqual(key.getKey(), hash);
  }
}
