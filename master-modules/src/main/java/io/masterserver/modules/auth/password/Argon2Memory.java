package io.masterserver.modules.auth.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The memory of one Argon2id hash after another: taken from the heap by the first, kept for those
 * that follow. Threads: one at a time.
 */
final class Argon2Memory {

  private final BlockPool blocks;

  /**
   * @param cost of most hashes; one that needs more memory gives the rest back
   */
  Argon2Memory(Argon2Cost cost) {
    this.blocks =
        new FixedBlockPool(Argon2BytesGenerator.getBlockCount(cost.memory(), cost.parallelism()));
  }

  /** Returns the hash of {@code password}, as long as asked for. */
  byte[] hash(byte[] password, byte[] salt, Argon2Cost cost, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .withBlockPool(blocks)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
