package io.masterserver.bench.soak;

import io.masterserver.bench.soak.client.Tally;
import java.util.List;

/** Whether the server is as it was. */
record Verdict(List<Check> checks) {

  Verdict {
    checks = List.copyOf(checks);
  }

  /**
   * @param first after the warm-up, without clients
   * @param last at the end, without clients
   */
  static Verdict of(Sample first, Sample last, Tally tally, LogForms log) {
    return new Verdict(
        List.of(
            Check.heap(first.heap().bytes(), last.heap().bytes()),
            Check.same("threads", first.threads(), last.threads()),
            Check.same("open files", first.files(), last.files()),
            Check.same(
                "actors beside shards", first.actorsBesideShards(), last.actorsBesideShards()),
            Check.shards(last.shards()),
            Check.none("peers left behind", last.peers()),
            Check.none("connections left behind", last.connections()),
            Check.none("unexpected answers", tally.wrongCount()),
            Check.none("unexpected forms of log lines", log.unexpected().size())));
  }

  boolean passed() {
    return checks.stream().allMatch(Check::passed);
  }

  /** The last line of the report. */
  String line() {
    if (passed()) {
      return "soak: passed";
    }
    List<String> failed =
        checks.stream().filter(check -> !check.passed()).map(Check::text).toList();
    return "soak: FAILED: " + String.join("; ", failed);
  }
}
