package io.masterserver.bench.soak.client;

import java.util.random.RandomGenerator;

/** Something that chance picks more or less often. */
interface Weighted {

  /** How often, against the weights of the others; 0 or more. */
  int weight();

  /** Picks one of {@code all}. */
  static <T extends Weighted> T pick(T[] all, RandomGenerator random) {
    int sum = 0;
    for (T one : all) {
      sum += one.weight();
    }
    int left = random.nextInt(sum);
    int at = 0;
    while (left >= all[at].weight()) {
      left -= all[at].weight();
      at++;
    }
    return all[at];
  }
}
