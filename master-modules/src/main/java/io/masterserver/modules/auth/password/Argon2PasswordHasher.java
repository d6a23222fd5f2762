package io.masterserver.modules.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hashes passwords with Argon2id, and compares them with Argon2id hashes and those of the ancestor.
 *
 * <p>Passwords are brought to Unicode's form NFC first, as RFC 8265 has it: the same letters are
 * the same password, whatever keyboard they come from. Only for hashes of the ancestor they are
 * taken as they are.
 *
 * <p>A comparison costs one Argon2id hash at today's cost, also where there is nothing to compare
 * with or something of the ancestor's: how long it takes does not tell who has an account. Hashes
 * made at another cost take their own time, until their owner logs in and they are made anew.
 */
public final class Argon2PasswordHasher implements PasswordHasher, AutoCloseable {

  /** Longest password that is looked at, in characters: more than any rule allows. */
  public static final int MAX_PASSWORD = 1024;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2Cost today;
  private final HashingGate gate;
  private final SecureRandom random = new SecureRandom();
  private final LongAdder work = new LongAdder();

  public Argon2PasswordHasher(PasswordHashSettings settings) {
    this(settings.cost(), settings.atOnce(), settings.waiting(), settings.waitAtMost());
  }

  /**
   * @param cost of new hashes, not checked for its strength
   * @param atOnce how many at a time
   * @param waiting how many more may wait
   * @param waitAtMost how long
   */
  public Argon2PasswordHasher(Argon2Cost cost, int atOnce, int waiting, Duration waitAtMost) {
    this.today = cost;
    this.gate = new HashingGate(cost, atOnce, waiting, waitAtMost);
  }

  /**
   * @throws IllegalArgumentException if the password is longer than {@value #MAX_PASSWORD}
   *     characters
   */
  @Override
  public String hash(String password) {
    if (password.length() > MAX_PASSWORD) {
      throw new IllegalArgumentException(
          "password length: %d characters (expected: at most %d)"
              .formatted(password.length(), MAX_PASSWORD));
    }
    byte[] salt = newSalt();
    byte[] hash = gate.pass(memory -> argon2(memory, password, salt, today, HASH_BYTES));
    return new Argon2Hash(today, salt, hash).toPhc();
  }

  /**
   * @throws MalformedHash if {@code stored} is neither empty nor a hash
   */
  @Override
  public Verdict verify(String password, String stored) {
    if (password.length() > MAX_PASSWORD) {
      return Verdict.WRONG;
    }
    if (stored.isEmpty()) {
      return gate.pass(memory -> pretend(memory, password));
    }
    return switch (StoredHash.parse(stored)) {
      case Argon2Hash hash -> gate.pass(memory -> compare(memory, password, hash));
      case MsfHash hash -> gate.pass(memory -> compare(memory, password, hash));
    };
  }

  /** How much has been done, in KiB of memory gone through, since the start. */
  public long work() {
    return work.sum();
  }

  /** Finishes what has begun; everything else is turned away from now on. */
  @Override
  public void close() {
    gate.close();
  }

  private Verdict pretend(Argon2Memory memory, String password) {
    argon2(memory, password, newSalt(), today, HASH_BYTES);
    return Verdict.WRONG;
  }

  private Verdict compare(Argon2Memory memory, String password, MsfHash stored) {
    pretend(memory, password);
    return stored.isOf(password) ? Verdict.RIGHT_BUT_OUTDATED : Verdict.WRONG;
  }

  private Verdict compare(Argon2Memory memory, String password, Argon2Hash stored) {
    byte[] expected = stored.hash();
    byte[] actual = argon2(memory, password, stored.salt(), stored.cost(), expected.length);
    if (!MessageDigest.isEqual(actual, expected)) {
      return Verdict.WRONG;
    }
    return stored.cost().equals(today) ? Verdict.RIGHT : Verdict.RIGHT_BUT_OUTDATED;
  }

  private byte[] argon2(
      Argon2Memory memory, String password, byte[] salt, Argon2Cost cost, int length) {
    work.add(cost.work());
    byte[] secret =
        Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    try {
      return memory.hash(secret, salt, cost, length);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private byte[] newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }
}
