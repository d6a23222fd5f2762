package io.masterserver.modules.auth.password;

/**
 * Hashes passwords, a few at a time: who comes when too many are waiting is turned away.
 *
 * <p>Every method waits for its turn. Threads: virtual ones and programs.
 */
public interface PasswordHasher {

  /** What became of a comparison. */
  enum Verdict {
    WRONG,
    RIGHT,

    /** Right, but the hash should be made anew, at today's cost. */
    RIGHT_BUT_OUTDATED
  }

  /**
   * Returns the Argon2id hash of a password as a PHC string.
   *
   * @throws TooBusy if too many are waiting
   */
  String hash(String password);

  /**
   * Compares a password with a stored hash, Argon2id or the ancestor's.
   *
   * @param stored empty if there is no account or it has no password: then it takes as long, and is
   *     wrong
   * @throws TooBusy if too many are waiting
   */
  Verdict verify(String password, String stored);
}
