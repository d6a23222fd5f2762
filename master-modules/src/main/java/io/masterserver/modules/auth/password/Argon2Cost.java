package io.masterserver.modules.auth.password;

/**
 * What one Argon2id hash costs, ourselves and whoever guesses.
 *
 * @param memory in KiB, 8 for each lane at least
 * @param iterations how often all the memory is gone through
 * @param parallelism lanes of memory; ours are gone through one after another
 */
public record Argon2Cost(int memory, int iterations, int parallelism) {

  /** In KiB: more than any of ours, and not what takes a server down. */
  public static final int MAX_MEMORY = 256 * 1024;

  public static final int MAX_ITERATIONS = 64;
  public static final int MAX_PARALLELISM = 16;

  /** In KiB gone through: about two seconds of a processor. */
  public static final int MAX_WORK = 1024 * 1024;

  /**
   * @throws IllegalArgumentException if it is out of bounds
   */
  public Argon2Cost {
    require("parallelism", parallelism, 1, MAX_PARALLELISM);
    require("memory in KiB", memory, 8 * parallelism, MAX_MEMORY);
    require("iterations", iterations, 1, MAX_ITERATIONS);
    require("memory in KiB, times iterations", memory * iterations, 8, MAX_WORK);
  }

  /** KiB of memory gone through, by which hashes can be compared. */
  long work() {
    return (long) memory * iterations;
  }

  /**
   * Whether it is as strong as OWASP's password storage cheat sheet asks for: 46 MiB once, or less
   * memory more often.
   */
  boolean isStrong() {
    int least =
        switch (iterations) {
          case 1 -> 46;
          case 2 -> 19;
          case 3 -> 12;
          case 4 -> 9;
          default -> 7;
        };
    return memory >= least * 1024;
  }

  private static void require(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d..%d)".formatted(what, value, min, max));
    }
  }
}
