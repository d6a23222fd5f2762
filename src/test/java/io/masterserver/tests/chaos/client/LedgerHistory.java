package io.masterserver.tests.chaos.client;

import io.masterserver.tests.chaos.module.Entry;
import java.util.List;
import java.util.Optional;

/**
 * What one client with a ledger has seen.
 *
 * @param client number of the client
 * @param attempts to append, in order; their round is the number that was to be appended, and they
 *     were sent when they were meant to be
 * @param pushes numbers that the server said were appended, in the order in which they came
 */
public record LedgerHistory(int client, List<Attempt> attempts, List<Integer> pushes) {

  /** Whether every attempt was answered, and told of once, in order. */
  public boolean isComplete() {
    return !attempts.isEmpty()
        && attempts.stream().allMatch(Attempt::isSuccess)
        && pushes.equals(attempts.stream().map(Attempt::round).toList());
  }

  /** The node that has answered {@code attempt}, if it was a success. */
  public static Optional<String> node(Attempt attempt) {
    return attempt.isSuccess() && attempt.answer().value() instanceof Entry entry
        ? Optional.of(entry.node())
        : Optional.empty();
  }
}
