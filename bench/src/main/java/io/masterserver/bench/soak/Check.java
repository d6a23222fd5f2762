package io.masterserver.bench.soak;

/**
 * One thing that has to be as it was.
 *
 * @param text what was compared, with its figures
 */
record Check(boolean passed, String text) {

  /** In percent, of the first. */
  static final double HEAP_MAY_CHANGE = 5;

  /** Neither may the heap shrink by more: then the first sample was taken too early. */
  static Check heap(long first, long last) {
    double change = 100.0 * (last - first) / first;
    return new Check(
        Math.abs(change) <= HEAP_MAY_CHANGE,
        "heap: %,d bytes, then %,d: %+.1f %% (expected: within %.0f %%)"
            .formatted(first, last, change, HEAP_MAY_CHANGE));
  }

  static Check same(String what, long first, long last) {
    return new Check(
        first == last, "%s: %,d, then %,d (expected: the same)".formatted(what, first, last));
  }

  /** One that is used up soon has the next one beside it, one that is used up is there no more. */
  static Check shards(long count) {
    return new Check(
        count >= 1 && count <= 2,
        "shards: %,d (expected: 1, or 2 while they change)".formatted(count));
  }

  static Check none(String what, long count) {
    return new Check(count == 0, "%s: %,d (expected: none)".formatted(what, count));
  }

  /** For the report. */
  String line() {
    return (passed ? "ok      " : "FAILED  ") + text;
  }
}
