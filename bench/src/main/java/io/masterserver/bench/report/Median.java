package io.masterserver.bench.report;

import java.util.Arrays;
import java.util.List;

/** The middle of some values, which a single bad round cannot move far. */
final class Median {

  private Median() {}

  /**
   * @param values one or more
   */
  static double of(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("median of no values (expected: 1 or more)");
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
