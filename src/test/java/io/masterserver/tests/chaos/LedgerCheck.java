package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.client.Attempt;
import io.masterserver.tests.chaos.client.Latencies;
import io.masterserver.tests.chaos.client.LedgerHistory;
import io.masterserver.tests.chaos.module.Entry;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every ledger is complete: its client was answered 1, 2, 3, … once each, and was told so, once
 * each and in order; nothing has failed.
 */
record LedgerCheck(List<LedgerHistory> histories) {

  void check(Violations violations) {
    histories.forEach(history -> check(history, violations));
  }

  private static void check(LedgerHistory history, Violations violations) {
    String client = "client " + history.client();
    int expected = 0;
    for (Attempt attempt : history.attempts()) {
      if (!attempt.isSuccess()) {
        violations.add("a request has failed", attempt.description());
        return; // its ledger ends there
      }
      expected++;
      if (attempt.answer().value() instanceof Entry entry && entry.number() != expected) {
        violations.add(
            "a request lost or done twice",
            "%s: its request %d was number %d".formatted(client, expected, entry.number()));
        return; // so is every number that follows
      }
    }
    violations.unless(expected > 0, "a client did nothing", client);
    List<Integer> due = IntStream.rangeClosed(1, expected).boxed().toList();
    violations.unless(history.pushes().equals(due), "pushes lost, doubled or out of order", client);
  }

  /** All answers, with the time from when their requests were meant to be sent. */
  Latencies latencies() {
    return Latencies.of(answers());
  }

  List<Attempt> answers() {
    return histories.stream()
        .flatMap(history -> history.attempts().stream())
        .filter(Attempt::isSuccess)
        .toList();
  }

  String figures() {
    Latencies latencies = latencies();
    return "%,d clients, %,d answers, p99.9 %,.0f ms, max %,.0f ms"
        .formatted(
            histories.size(), latencies.count(), latencies.millis(99.9), latencies.maxMillis());
  }
}
