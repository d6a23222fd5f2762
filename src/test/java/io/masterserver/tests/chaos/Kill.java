package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.client.Attempt;
import io.masterserver.tests.chaos.client.LedgerHistory;
import io.masterserver.tests.chaos.stage.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node was ended at once, or cut off from the others.
 *
 * @param nanos when, by {@link System#nanoTime}
 */
record Kill(String node, long nanos) {

  /** Kills {@code node}. */
  static Kill make(Node node) {
    var kill = new Kill(node.name(), System.nanoTime());
    node.kill();
    return kill;
  }

  /**
   * How long each client of the node was without answers: from the kill to the first answer of
   * another node. That one is never answered again is a violation.
   */
  List<Long> gaps(List<LedgerHistory> histories, Violations violations) {
    List<Long> gaps = new ArrayList<>();
    for (LedgerHistory history : histories) {
      List<Attempt> attempts = history.attempts();
      boolean hit =
          attempts.stream()
              .filter(attempt -> attempt.answeredNanos() < nanos)
              .reduce((earlier, later) -> later)
              .flatMap(LedgerHistory::node)
              .filter(node::equals)
              .isPresent();
      if (hit) {
        Optional<Long> gap =
            attempts.stream()
                .filter(attempt -> attempt.answeredNanos() >= nanos)
                .filter(
                    attempt -> LedgerHistory.node(attempt).filter(n -> !n.equals(node)).isPresent())
                .findFirst()
                .map(attempt -> attempt.answeredNanos() - nanos);
        gap.ifPresent(gaps::add);
        violations.unless(
            gap.isPresent(), "a client never came back", "client " + history.client());
      }
    }
    return gaps;
  }
}
