package io.masterserver.tests.attack.command;

import io.masterserver.tests.attack.command.Trial.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attack did.
 *
 * @param unexpected warnings and errors that the attack does not explain
 * @param told what the attacker says of it
 */
record Finding(
    String attack,
    Phase quiet,
    Phase attacked,
    Holding before,
    Holding after,
    List<String> unexpected,
    String told) {

  static final double LARGEST_RATIO = 2;

  /** Threads that the JDK starts when it sees fit. */
  static final int THREADS_MAY_GROW = 2;

  /** From so much of a processor on, latency says more of others than of the server. */
  static final double NOISE_PERCENT = 10;

  private static final double MICROS = 1e3;

  static double p99Micros(Phase phase) {
    return phase.service().latency().getValueAtPercentile(99) / MICROS;
  }

  double ratio() {
    return p99Micros(attacked) / p99Micros(quiet);
  }

  /** Answers that were wrong or did not come. */
  long lost() {
    return quiet.service().lost() + attacked.service().lost();
  }

  long connectionsLeft() {
    return after.connections() - before.connections();
  }

  private boolean isNoisy() {
    return Math.max(quiet.othersPercent(), attacked.othersPercent()) > NOISE_PERCENT;
  }

  /** Whether nothing was found that must not be; what cannot be judged is no reason. */
  boolean holds() {
    return failures().isEmpty();
  }

  /** What does not hold. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    if (ratio() > LARGEST_RATIO && !isNoisy()) {
      failures.add("p99 is %.1f times that of quiet".formatted(ratio()));
    }
    if (lost() > 0) {
      failures.add(
          "%,d answers wrong or missing %s".formatted(lost(), attacked.service().complaints()));
    }
    if (after.growthPercent(before) > Holding.HEAP_MAY_GROW_PERCENT) {
      failures.add("heap has grown by %.1f %%".formatted(after.growthPercent(before)));
    }
    if (after.files() > before.files()) {
      failures.add("%,d files left open".formatted(after.files() - before.files()));
    }
    if (after.threads() > before.threads() + THREADS_MAY_GROW) {
      failures.add("%,d threads more".formatted(after.threads() - before.threads()));
    }
    if (connectionsLeft() > 0) {
      failures.add("%,d connections left".formatted(connectionsLeft()));
    }
    if (!unexpected.isEmpty()) {
      failures.add(
          "%,d unexpected log lines, the first: %s"
              .formatted(unexpected.size(), unexpected.getFirst()));
    }
    return failures;
  }

  /** What cannot be judged; empty if all can. */
  String unjudged() {
    return ratio() > LARGEST_RATIO && isNoisy()
        ? "p99 cannot be judged: other programs took %.0f %% of a processor, then %.0f %%"
            .formatted(quiet.othersPercent(), attacked.othersPercent())
        : "";
  }

  /** For who waits for the end. */
  String line() {
    List<String> parts = new ArrayList<>(failures());
    if (!unjudged().isEmpty()) {
      parts.add(unjudged());
    }
    return "%s: %s (%s)"
        .formatted(attack, parts.isEmpty() ? "holds" : String.join("; ", parts), told);
  }
}
