package io.masterserver.modules.sessions;

import io.masterserver.api.SessionWrite;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collections;
import java.util.List;

/**
 * What the store does, counted.
 *
 * @param done sessions that were made, saved or removed
 * @param fenced those that are another node's by now
 * @param failed those of which nobody knows: the database did not do it
 * @param takenOver sessions of which a node has begun the next epoch
 * @param group how many writes one transaction has had
 * @param time how long a transaction of writes took, the wait for its turn included
 */
record StoreMetrics(
    Counter done,
    Counter fenced,
    Counter failed,
    Counter takenOver,
    DistributionSummary group,
    Timer time) {

  static StoreMetrics in(MeterRegistry meters) {
    return new StoreMetrics(
        writes(meters, "done"),
        writes(meters, "fenced"),
        writes(meters, "failed"),
        meters.counter("master.sessions.takeovers"),
        meters.summary("master.sessions.group"),
        meters.timer("master.sessions.commit"));
  }

  private static Counter writes(MeterRegistry meters, String result) {
    return meters.counter("master.sessions.writes", "result", result);
  }

  void wrote(List<SessionWrite> results) {
    int fences = Collections.frequency(results, SessionWrite.FENCED);
    done.increment(results.size() - fences);
    fenced.increment(fences);
  }
}
